package dev.fairway.training.djl.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;

/** The greatest of each square of pixels. */
public record MaxPool(int side, int stride, int padding) implements Step {

    /** Halves height and width; an odd last row or column is left out. */
    public static MaxPool halving() {
        return new MaxPool(2, 2, 0);
    }

    @Override
    public NDArray forward(NDArray input, boolean training) {
        return Pool.maxPool2d(input, new Shape(side, side), new Shape(stride, stride), new Shape(padding, padding),
                false);
    }

    @Override
    public String expression(String input) {
        return "torch.max_pool2d(%s, [%d, %d], [%d, %d], [%d, %d], [1, 1], False)".formatted(input, side, side, stride,
                stride, padding, padding);
    }
}
