package dev.fairway.training.djl.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import dev.fairway.training.djl.array.Weight;
import dev.fairway.training.djl.array.Weights;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A two-dimensional convolution of images of shape (rows, channels, height, width).
 *
 * @param bias null in front of a batch normalisation, which takes away any
 */
public record Convolve(Weight filters, @Nullable Weight bias, int stride, int padding) implements Step {

    /** Square filters, as many as there are outputs; half their side of zeros around keeps the extent. */
    public static Convolve of(Weights weights, String name, int inputs, int outputs, int side) {
        return new Convolve(filters(weights, name, inputs, outputs, side),
                weights.filled(name + "_bias", Weight.Role.OFFSET, 0, outputs), 1, side / 2);
    }

    static Convolve withoutBias(Weights weights, String name, Window window) {
        return new Convolve(filters(weights, name, window.inputs(), window.outputs(), window.side()), null,
                window.stride(), window.side() / 2);
    }

    /** What filters look at and how many there are. */
    record Window(int inputs, int outputs, int side, int stride) {}

    private static Weight filters(Weights weights, String name, int inputs, int outputs, int side) {
        return weights.normal(name + "_filters", Math.sqrt(2.0 / (inputs * side * side)), outputs, inputs, side, side);
    }

    @Override
    public NDArray forward(NDArray input, boolean training) {
        return JniUtils.convolution((PtNDArray) input, (PtNDArray) filters.array(),
                bias == null ? null : (PtNDArray) bias.array(), new Shape(stride, stride), new Shape(padding, padding),
                new Shape(1, 1), 1);
    }

    @Override
    public String expression(String input) {
        return "torch.conv2d(%s, self.%s, %s, [%d, %d], [%d, %d], [1, 1], 1)".formatted(input, filters.name(),
                bias == null ? "None" : "self." + bias.name(), stride, stride, padding, padding);
    }

    @Override
    public List<Weight> weights() {
        return Stream.of(filters, bias).<Weight>mapMulti((weight, next) -> {
            if (weight != null) {
                next.accept(weight);
            }
        }).toList();
    }
}
