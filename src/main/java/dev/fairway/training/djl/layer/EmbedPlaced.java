package dev.fairway.training.djl.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import dev.fairway.training.djl.array.Weight;
import dev.fairway.training.djl.array.Weights;
import java.util.ArrayList;
import java.util.List;

/**
 * A vector per token and one per place, added: what attention reads, which itself has no notion of order.
 *
 * @param places learnt vectors of shape (most tokens, width)
 */
public record EmbedPlaced(Embed tokens, Weight places, Drop drop) implements Layer {

    /** The tokens' vectors start larger than those of the places, which would drown them. */
    public static EmbedPlaced of(Weights weights, int vocabulary, int length, TransformerLayer.Sizes sizes) {
        return new EmbedPlaced(Embed.of(weights, "embedding", vocabulary, sizes.width()),
                weights.normal("places", 0.1 / Math.sqrt(sizes.width()), length, sizes.width()),
                new Drop(sizes.dropout()));
    }

    @Override
    public NDArray forward(NDArray input, boolean training) {
        try (NDArray first = places.array().get(new NDIndex().addSliceDim(0, input.size(1)))) {
            return drop.forward(tokens.forward(input, training).add(first), training);
        }
    }

    @Override
    public String script(Source source, String input) {
        String first = source.let("torch.slice(self.%s, 0, 0, torch.size(%s, 1), 1)".formatted(places.name(), input));
        return drop.script(source, "torch.add(%s, %s)".formatted(tokens.expression(input), first));
    }

    @Override
    public List<Weight> weights() {
        List<Weight> weights = new ArrayList<>(tokens.weights());
        weights.add(places);
        return List.copyOf(weights);
    }
}
