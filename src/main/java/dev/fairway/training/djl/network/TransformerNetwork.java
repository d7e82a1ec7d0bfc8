package dev.fairway.training.djl.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.fairway.feature.TextSteps;
import dev.fairway.training.djl.array.Batch;
import dev.fairway.training.djl.array.Weight;
import dev.fairway.training.djl.array.Weights;
import dev.fairway.training.djl.layer.Chain;
import dev.fairway.training.djl.layer.Drop;
import dev.fairway.training.djl.layer.EmbedPlaced;
import dev.fairway.training.djl.layer.Linear;
import dev.fairway.training.djl.layer.Source;
import dev.fairway.training.djl.layer.Standardise;
import dev.fairway.training.djl.layer.TransformerLayer;
import dev.fairway.training.spec.Architecture;
import dev.fairway.training.torchscript.ScriptModule;
import java.util.ArrayList;
import java.util.List;

/**
 * A transformer's encoder over texts: each token looks at all tokens of its text and never at padding; a class is told
 * from the mean of what they say. Where a token stands is learnt.
 */
final class TransformerNetwork implements Network {

    private final EmbedPlaced embed;
    private final List<TransformerLayer> layers = new ArrayList<>();
    private final Standardise norm;
    private final Chain head;

    TransformerNetwork(NDManager manager, Architecture.TransformerEncoder sizes, NetworkShape shape, long seed) {
        Extents.Text text = (Extents.Text) shape.extents();
        Weights weights = new Weights(manager, seed);
        var layer = new TransformerLayer.Sizes(sizes.width(), sizes.heads(), sizes.feedForward(), sizes.dropout());
        embed = EmbedPlaced.of(weights, text.vocabulary(), text.length(), layer);
        for (int l = 0; l < sizes.layers(); l++) {
            layers.add(TransformerLayer.of(weights, "layer_" + l, layer));
        }
        norm = Standardise.of(weights, "norm", sizes.width());
        head = Chain.of(new Drop(sizes.dropout()), Linear.of(weights, "head", sizes.width(), shape.outputs()));
    }

    @Override
    public NDArray forward(Batch batch, boolean training) {
        Tokens tokens = Tokens.of(batch);
        NDArray barrier = tokens.barrier();
        NDArray vectors = embed.forward(tokens.ids(), training);
        for (TransformerLayer layer : layers) {
            vectors = layer.forward(vectors, barrier, training);
        }
        return head.forward(Tokens.mean(norm.forward(vectors, training), tokens.present()), training);
    }

    @Override
    public List<Weight> weights() {
        List<Weight> weights = new ArrayList<>(embed.weights());
        layers.forEach(layer -> weights.addAll(layer.weights()));
        weights.addAll(norm.weights());
        weights.addAll(head.weights());
        return List.copyOf(weights);
    }

    @Override
    public ScriptModule script() {
        Source source = new Source(Tokens.INPUTS);
        String barrier = Tokens.barrier(source);
        String vectors = embed.script(source, TextSteps.IDS);
        for (TransformerLayer layer : layers) {
            vectors = layer.script(source, vectors, barrier);
        }
        String mean = Tokens.mean(source, norm.script(source, vectors), Tokens.present(source));
        return source.returning(head.script(source, mean), weights());
    }

    @Override
    public int evaluationRows() {
        return 64;
    }
}
