package dev.fairway.training.djl.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/** All numbers of a row in one dimension. */
public record Flatten() implements Step {

    @Override
    public NDArray forward(NDArray input, boolean training) {
        return input.reshape(new Shape(input.size(0), -1));
    }

    @Override
    public String expression(String input) {
        return "torch.flatten(%s, 1)".formatted(input);
    }
}
