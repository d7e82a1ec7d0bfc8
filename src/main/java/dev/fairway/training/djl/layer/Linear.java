package dev.fairway.training.djl.layer;

import ai.djl.ndarray.NDArray;
import dev.fairway.training.djl.array.Weight;
import dev.fairway.training.djl.array.Weights;
import java.util.List;

/** {@code x·Wᵀ + b} over the last dimension. */
public record Linear(Weight weight, Weight bias) implements Step {

    /** Normal weights of variance 2/n keep the variance through a ReLU (He et al. 2015, arXiv:1502.01852). */
    public static Linear of(Weights weights, String name, int inputs, int outputs) {
        return of(weights, name, inputs, outputs, Math.sqrt(2.0 / inputs));
    }

    static Linear of(Weights weights, String name, int inputs, int outputs, double deviation) {
        return new Linear(weights.normal(name + "_weight", deviation, outputs, inputs),
                weights.filled(name + "_bias", Weight.Role.OFFSET, 0, outputs));
    }

    @Override
    public NDArray forward(NDArray input, boolean training) {
        return ai.djl.nn.core.Linear.linear(input, weight.array(), bias.array()).singletonOrThrow();
    }

    @Override
    public String expression(String input) {
        return "torch.linear(%s, self.%s, self.%s)".formatted(input, weight.name(), bias.name());
    }

    @Override
    public List<Weight> weights() {
        return List.of(weight, bias);
    }
}
