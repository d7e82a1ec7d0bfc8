package dev.fairway.training.djl.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;

/** {@code x·Φ(x)} (Hendrycks and Gimpel 2016, arXiv:1606.08415). */
public record Gelu() implements Step {

    @Override
    public NDArray forward(NDArray input, boolean training) {
        return Activation.gelu(input);
    }

    @Override
    public String expression(String input) {
        return "torch.gelu(%s)".formatted(input);
    }
}
