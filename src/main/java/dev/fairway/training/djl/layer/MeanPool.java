package dev.fairway.training.djl.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.pooling.Pool;

/** The mean of each channel: (rows, channels, height, width) to (rows, channels). */
public record MeanPool() implements Step {

    @Override
    public NDArray forward(NDArray input, boolean training) {
        return Pool.globalAvgPool2d(input);
    }

    @Override
    public String expression(String input) {
        return "torch.mean(%s, [2, 3])".formatted(input);
    }
}
