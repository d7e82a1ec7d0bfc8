package dev.fairway.training.djl.layer;

import ai.djl.ndarray.NDArray;
import dev.fairway.training.djl.array.Weight;
import java.util.List;

/** Layers one after the other. */
public record Chain(List<Layer> layers) implements Layer {

    public Chain {
        layers = List.copyOf(layers);
    }

    public static Chain of(Layer... layers) {
        return new Chain(List.of(layers));
    }

    @Override
    public NDArray forward(NDArray input, boolean training) {
        NDArray value = input;
        for (Layer layer : layers) {
            value = layer.forward(value, training);
        }
        return value;
    }

    @Override
    public String script(Source source, String input) {
        String value = input;
        for (Layer layer : layers) {
            value = layer.script(source, value);
        }
        return value;
    }

    @Override
    public List<Weight> weights() {
        return layers.stream().flatMap(layer -> layer.weights().stream()).toList();
    }
}
