package dev.fairway.training.djl.network;

import ai.djl.ndarray.NDArray;
import dev.fairway.training.djl.array.Weight;
import dev.fairway.training.djl.array.Weights;
import dev.fairway.training.djl.layer.Chain;
import dev.fairway.training.djl.layer.Drop;
import dev.fairway.training.djl.layer.Embed;
import dev.fairway.training.djl.layer.EmbedPlaced;
import dev.fairway.training.djl.layer.Layer;
import dev.fairway.training.djl.layer.Recurrent;
import dev.fairway.training.djl.layer.Source;
import dev.fairway.training.djl.layer.Standardise;
import dev.fairway.training.djl.layer.TransformerLayer;
import dev.fairway.training.spec.Architecture;
import java.util.ArrayList;
import java.util.List;

/**
 * What reads the text so far: tokens to vectors, none of which knows what follows. A token's vector is also what speaks
 * for it as the next one (Press and Wolf 2017, arXiv:1608.05859), which saves half of the weights.
 *
 * @param layers of the transformer; none where {@code recurrent} reads
 * @param recurrent what follows the embedding; an empty chain in front of a transformer
 */
record TextCore(Layer embed, Embed tokens, List<TransformerLayer> layers, Chain recurrent, Standardise norm) {

    static TextCore of(Weights weights, Architecture.TextGenerator sizes, Extents.Text text) {
        int width = sizes.width();
        Standardise norm = Standardise.of(weights, "norm", width);
        return switch (sizes.core()) {
            case TRANSFORMER -> {
                var layer = new TransformerLayer.Sizes(width, sizes.heads(), 4 * width, sizes.dropout());
                EmbedPlaced embed = EmbedPlaced.of(weights, text.vocabulary(), text.length(), layer);
                List<TransformerLayer> layers = new ArrayList<>();
                for (int l = 0; l < sizes.layers(); l++) {
                    layers.add(TransformerLayer.of(weights, "layer_" + l, layer));
                }
                yield new TextCore(embed, embed.tokens(), List.copyOf(layers), Chain.of(), norm);
            }
            case LSTM -> {
                Embed embed = Embed.of(weights, "embedding", text.vocabulary(), width);
                Drop drop = new Drop(sizes.dropout());
                Recurrent cells = Recurrent.of(weights, "forwards", Recurrent.Kind.LSTM,
                        new Recurrent.Sizes(width, width, sizes.layers()));
                yield new TextCore(embed, embed, List.of(), Chain.of(drop, cells, drop), norm);
            }
        };
    }

    /** Of shape (rows, tokens, width). */
    NDArray read(Tokens text, boolean training) {
        NDArray vectors = recurrent.forward(embed.forward(text.ids(), training), training);
        if (!layers.isEmpty()) {
            NDArray barrier = text.causal();
            for (TransformerLayer layer : layers) {
                vectors = layer.forward(vectors, barrier, training);
            }
        }
        return norm.forward(vectors, training);
    }

    String script(Source source, String ids) {
        String vectors = recurrent.script(source, embed.script(source, ids));
        if (!layers.isEmpty()) {
            String barrier = Tokens.causal(source);
            for (TransformerLayer layer : layers) {
                vectors = layer.script(source, vectors, barrier);
            }
        }
        return norm.script(source, vectors);
    }

    /** What speaks for each token as the next, of shape (…, vocabulary). */
    NDArray logits(NDArray vectors) {
        return ai.djl.nn.core.Linear.linear(vectors, tokens.vectors().array(), null).singletonOrThrow();
    }

    String logits(String vectors) {
        return "torch.linear(%s, self.%s, None)".formatted(vectors, tokens.vectors().name());
    }

    List<Weight> weights() {
        List<Weight> weights = new ArrayList<>(norm.weights());
        weights.addAll(embed.weights());
        layers.forEach(layer -> weights.addAll(layer.weights()));
        weights.addAll(recurrent.weights());
        return List.copyOf(weights);
    }
}
