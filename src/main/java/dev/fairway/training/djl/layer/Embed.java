package dev.fairway.training.djl.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.SparseFormat;
import dev.fairway.training.djl.array.Weight;
import dev.fairway.training.djl.array.Weights;
import java.util.List;

/** A learnt vector per category: indices of any shape to vectors of that shape and one dimension more. */
public record Embed(Weight vectors) implements Step {

    public static Embed of(Weights weights, String name, int cardinality, int width) {
        return new Embed(weights.normal(name, 1 / Math.sqrt(width), cardinality, width));
    }

    @Override
    public NDArray forward(NDArray input, boolean training) {
        return ai.djl.nn.core.Embedding.embedding(input, vectors.array(), SparseFormat.DENSE).singletonOrThrow();
    }

    @Override
    public String expression(String input) {
        return "torch.embedding(self.%s, %s)".formatted(vectors.name(), input);
    }

    @Override
    public List<Weight> weights() {
        return List.of(vectors);
    }
}
