package dev.fairway.training.djl.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;

/** {@code max(x, 0)} */
public record Relu() implements Step {

    @Override
    public NDArray forward(NDArray input, boolean training) {
        return Activation.relu(input);
    }

    @Override
    public String expression(String input) {
        return "torch.relu(%s)".formatted(input);
    }
}
