package dev.fairway.training.djl.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.norm.LayerNorm;
import dev.fairway.training.djl.array.Weight;
import dev.fairway.training.djl.array.Weights;
import java.util.List;

/** Layer normalisation (Ba, Kiros and Hinton 2016, arXiv:1607.06450) of the last dimension. */
public record Standardise(Weight scale, Weight shift) implements Step {

    private static final float EPSILON = 1e-5f;

    public static Standardise of(Weights weights, String name, int width) {
        return new Standardise(weights.filled(name + "_scale", Weight.Role.OFFSET, 1, width),
                weights.filled(name + "_shift", Weight.Role.OFFSET, 0, width));
    }

    @Override
    public NDArray forward(NDArray input, boolean training) {
        return LayerNorm.layerNorm(input, new Shape(width()), scale.array(), shift.array(), EPSILON).singletonOrThrow();
    }

    @Override
    public String expression(String input) {
        return "torch.layer_norm(%s, [%d], self.%s, self.%s, 1.0e-05, False)".formatted(input, width(), scale.name(),
                shift.name());
    }

    private long width() {
        return scale.array().size();
    }

    @Override
    public List<Weight> weights() {
        return List.of(scale, shift);
    }
}
