package dev.fairway.training.djl.layer;

import ai.djl.ndarray.NDArray;
import dev.fairway.training.djl.array.Weight;
import dev.fairway.training.djl.array.Weights;
import dev.fairway.training.djl.layer.Convolve.Window;
import java.util.List;
import java.util.stream.Stream;

/**
 * The basic block of a residual network (He et al. 2016, arXiv:1512.03385): two convolutions whose result is added to
 * what went in.
 *
 * @param shortcut what the input goes through where the extents differ; an empty chain where they do not
 */
public record Residual(Chain body, Chain shortcut) implements Layer {

    public static Residual of(Weights weights, String name, int inputs, int outputs, int stride) {
        Chain body = Chain.of(Convolve.withoutBias(weights, name + "_0", new Window(inputs, outputs, 3, stride)),
                Normalise.of(weights, name + "_0_norm", outputs), new Relu(),
                Convolve.withoutBias(weights, name + "_1", new Window(outputs, outputs, 3, 1)),
                Normalise.of(weights, name + "_1_norm", outputs));
        Chain shortcut = inputs == outputs && stride == 1 ? Chain.of()
                : Chain.of(Convolve.withoutBias(weights, name + "_shortcut", new Window(inputs, outputs, 1, stride)),
                        Normalise.of(weights, name + "_shortcut_norm", outputs));
        return new Residual(body, shortcut);
    }

    /** The convolution in front of the first block: 3 × 3 for small images, 7 × 7 and pooling for photographs. */
    public static Chain stem(Weights weights, int channels, int width, boolean photographs) {
        Layer convolution = Convolve.withoutBias(weights, "stem",
                photographs ? new Window(channels, width, 7, 2) : new Window(channels, width, 3, 1));
        Layer norm = Normalise.of(weights, "stem_norm", width);
        return photographs ? Chain.of(convolution, norm, new Relu(), new MaxPool(3, 2, 1))
                : Chain.of(convolution, norm, new Relu());
    }

    @Override
    public NDArray forward(NDArray input, boolean training) {
        return new Relu().forward(body.forward(input, training).add(shortcut.forward(input, training)), training);
    }

    @Override
    public String script(Source source, String input) {
        String sum = source
                .let("torch.add(%s, %s)".formatted(body.script(source, input), shortcut.script(source, input)));
        return new Relu().script(source, sum);
    }

    @Override
    public List<Weight> weights() {
        return Stream.concat(body.weights().stream(), shortcut.weights().stream()).toList();
    }
}
