package dev.fairway.training.djl.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.norm.BatchNorm;
import dev.fairway.training.djl.array.Weight;
import dev.fairway.training.djl.array.Weights;
import java.util.List;

/**
 * Batch normalisation (Ioffe and Szegedy 2015, arXiv:1502.03167) of the columns of a matrix, or of the channels of
 * images.
 */
public record Normalise(Weight scale, Weight shift, Weight mean, Weight variance) implements Step {

    /** How far one batch moves the running statistics. */
    private static final float STEP = 0.1f;
    private static final float EPSILON = 1e-5f;

    public static Normalise of(Weights weights, String name, int width) {
        return new Normalise(weights.filled(name + "_scale", Weight.Role.OFFSET, 1, width),
                weights.filled(name + "_shift", Weight.Role.OFFSET, 0, width),
                weights.filled(name + "_mean", Weight.Role.STATISTIC, 0, width),
                weights.filled(name + "_variance", Weight.Role.STATISTIC, 1, width));
    }

    /** DJL's momentum is what stays of the old statistics, libtorch's is what comes of the new. */
    @Override
    public NDArray forward(NDArray input, boolean training) {
        return BatchNorm
                .batchNorm(input, mean.array(), variance.array(), scale.array(), shift.array(), 1, 1 - STEP, EPSILON,
                        training)
                .singletonOrThrow();
    }

    @Override
    public String expression(String input) {
        return "torch.batch_norm(%s, self.%s, self.%s, self.%s, self.%s, self.training, 0.1, 1.0e-05, False)"
                .formatted(input, scale.name(), shift.name(), mean.name(), variance.name());
    }

    @Override
    public List<Weight> weights() {
        return List.of(scale, shift, mean, variance);
    }
}
