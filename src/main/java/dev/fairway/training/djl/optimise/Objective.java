package dev.fairway.training.djl.optimise;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import dev.fairway.training.djl.array.Batch;
import dev.fairway.training.spec.Loss;

/** What is minimised: the mean of a row's loss, weighted by the rows' weights. */
public enum Objective {
    /** −ln p of the true class. */
    CROSS_ENTROPY {
        @Override
        NDArray perRow(NDArray outputs, NDArray targets) {
            return outputs.logSoftmax(1).gather(targets.toType(DataType.INT64, false), 1).neg();
        }
    },
    SQUARED {
        @Override
        NDArray perRow(NDArray outputs, NDArray targets) {
            return outputs.sub(targets).square();
        }
    },
    ABSOLUTE {
        @Override
        NDArray perRow(NDArray outputs, NDArray targets) {
            return outputs.sub(targets).abs();
        }
    },
    /** Half the square up to one standard unit, linear beyond (Huber 1964). */
    HUBER {
        @Override
        NDArray perRow(NDArray outputs, NDArray targets) {
            NDArray distance = outputs.sub(targets).abs();
            NDArray near = distance.minimum(1);
            return distance.sub(near.mul(0.5f)).mul(near);
        }
    };

    abstract NDArray perRow(NDArray outputs, NDArray targets);

    /** A scalar, on the manager of the outputs. */
    public NDArray of(NDArray outputs, Batch batch) {
        return perRow(outputs, batch.targets()).mul(batch.weights()).sum().div(batch.weights().sum());
    }

    public static Objective of(Loss loss, boolean classes) {
        return switch (loss.type()) {
            case AUTO -> classes ? CROSS_ENTROPY : SQUARED;
            case CROSS_ENTROPY, WEIGHTED_CROSS_ENTROPY -> CROSS_ENTROPY;
            case MSE -> SQUARED;
            case MAE -> ABSOLUTE;
            case HUBER -> HUBER;
            case FOCAL, LABEL_SMOOTHING, BCE, SEQUENCE_CROSS_ENTROPY ->
                throw new IllegalArgumentException("not minimised yet: " + loss.type());
        };
    }
}
