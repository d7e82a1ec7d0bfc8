package dev.fairway.training.djl.optimise;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import dev.fairway.training.spec.Loss;
import java.util.Objects;

/** How wrong a network is about each row. */
@FunctionalInterface
interface RowLoss {

    /**
     * @param outputs of shape (rows, outputs)
     * @param targets of shape (rows, 1)
     * @return of shape (rows, 1)
     */
    NDArray of(NDArray outputs, NDArray targets);

    static RowLoss of(Loss loss, boolean classes) {
        return switch (loss.type()) {
            case AUTO -> classes ? RowLoss::crossEntropy : RowLoss::squared;
            case CROSS_ENTROPY, WEIGHTED_CROSS_ENTROPY -> RowLoss::crossEntropy;
            case FOCAL -> focal(Objects.requireNonNull(loss.gamma()));
            case LABEL_SMOOTHING -> smoothed(Objects.requireNonNull(loss.smoothing()));
            case BCE -> RowLoss::binary;
            case MSE -> RowLoss::squared;
            case MAE -> (outputs, targets) -> outputs.sub(targets).abs();
            case HUBER -> huber(Objects.requireNonNull(loss.delta()));
            case SEQUENCE_CROSS_ENTROPY -> throw new IllegalArgumentException("is a loss of tokens, not of rows");
        };
    }

    /** −ln p of the true class. */
    private static NDArray crossEntropy(NDArray outputs, NDArray targets) {
        return truth(outputs.logSoftmax(1), targets).neg();
    }

    /** {@code −(1 − p)^γ ln p} (Lin et al. 2017, arXiv:1708.02002): rows that are told right already count little. */
    private static RowLoss focal(double gamma) {
        return (outputs, targets) -> {
            NDArray logarithm = truth(outputs.logSoftmax(1), targets);
            // The base is kept off 0, where the slope of a power below 1 has no end.
            return logarithm.exp().neg().add(1).maximum(1e-7f).pow(gamma).mul(logarithm).neg();
        };
    }

    /** Cross entropy with the share ε of the truth spread over all classes (Szegedy et al. 2016, arXiv:1512.00567). */
    private static RowLoss smoothed(double share) {
        return (outputs, targets) -> {
            NDArray logarithms = outputs.logSoftmax(1);
            return truth(logarithms, targets).mul(share - 1).sub(logarithms.mean(new int[]{1}, true).mul(share));
        };
    }

    /** Binary cross entropy of what speaks for the second class against the first, written so that no exponent overflows. */
    private static NDArray binary(NDArray outputs, NDArray targets) {
        NDArray margin = outputs.get(":, 1:2").sub(outputs.get(":, 0:1"));
        return margin.maximum(0).sub(margin.mul(targets)).add(margin.abs().neg().exp().add(1).log());
    }

    private static NDArray squared(NDArray outputs, NDArray targets) {
        return outputs.sub(targets).square();
    }

    /** Half the square up to some distance, linear beyond (Huber 1964). */
    private static RowLoss huber(double delta) {
        return (outputs, targets) -> {
            NDArray distance = outputs.sub(targets).abs();
            NDArray near = distance.minimum((float) delta);
            return distance.sub(near.mul(0.5f)).mul(near);
        };
    }

    private static NDArray truth(NDArray perClass, NDArray targets) {
        return perClass.gather(targets.toType(DataType.INT64, false), 1);
    }
}
