package dev.fairway.training.djl.layer;

import ai.djl.ndarray.NDArray;
import dev.fairway.training.djl.array.Weight;
import dev.fairway.training.djl.array.Weights;
import java.util.List;
import java.util.stream.Stream;

/**
 * Attention, then two linear maps with GELU between them; both read normalised vectors and add to what they read, which
 * learns without a warm-up (Xiong et al. 2020, arXiv:2002.04745).
 */
public record TransformerLayer(Standardise before, Attention attention, Drop drop, Chain feedForward) {

    /**
     * @param width of a token's vector
     * @param feedForward width between the two maps
     */
    public record Sizes(int width, int heads, int feedForward, double dropout) {}

    public static TransformerLayer of(Weights weights, String name, Sizes sizes) {
        int width = sizes.width();
        Drop drop = new Drop(sizes.dropout());
        return new TransformerLayer(Standardise.of(weights, name + "_attention_norm", width),
                Attention.of(weights, name + "_attention", width, sizes.heads()), drop,
                Chain.of(Standardise.of(weights, name + "_norm", width),
                        Linear.of(weights, name + "_wide", width, sizes.feedForward()), new Gelu(), Linear.of(weights,
                                name + "_narrow", sizes.feedForward(), width, Math.sqrt(1.0 / sizes.feedForward())),
                        drop));
    }

    /** @param barrier as {@link Attention#forward} takes it */
    public NDArray forward(NDArray input, NDArray barrier, boolean training) {
        NDArray attended = attention.forward(before.forward(input, training), barrier);
        NDArray sum = input.add(drop.forward(attended, training));
        return sum.add(feedForward.forward(sum, training));
    }

    public String script(Source source, String input, String barrier) {
        String attended = attention.script(source, before.script(source, input), barrier);
        String sum = source.let("torch.add(%s, %s)".formatted(input, drop.expression(attended)));
        return source.let("torch.add(%s, %s)".formatted(sum, feedForward.script(source, sum)));
    }

    public List<Weight> weights() {
        return Stream.of(before.weights(), attention.weights(), feedForward.weights()).flatMap(List::stream).toList();
    }
}
