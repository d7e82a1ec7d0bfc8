package dev.fairway.training.djl.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.fairway.feature.TextSteps;
import dev.fairway.training.djl.array.Batch;
import dev.fairway.training.djl.array.Weight;
import dev.fairway.training.djl.array.Weights;
import dev.fairway.training.djl.layer.Chain;
import dev.fairway.training.djl.layer.Drop;
import dev.fairway.training.djl.layer.Embed;
import dev.fairway.training.djl.layer.Linear;
import dev.fairway.training.djl.layer.Recurrent;
import dev.fairway.training.djl.layer.Source;
import dev.fairway.training.spec.Architecture;
import dev.fairway.training.torchscript.ScriptModule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads texts forwards and, where asked, a second time backwards with weights of its own. What the cells say at each
 * token is summed up as mean and maximum over the text: both find a word that matters wherever it stands, which the
 * last state forgets.
 */
final class RecurrentNetwork implements Network {

    private final Chain vectors;
    private final List<Recurrent> directions = new ArrayList<>();
    private final Chain head;

    /** @param lstm sizes of the network; those of gated units are the same */
    RecurrentNetwork(NDManager manager, Architecture.Lstm lstm, Recurrent.Kind kind, NetworkShape shape, long seed) {
        Weights weights = new Weights(manager, seed);
        Drop drop = new Drop(lstm.dropout());
        vectors = Chain.of(
                Embed.of(weights, "embedding", ((Extents.Text) shape.extents()).vocabulary(), lstm.embedding()), drop);
        var sizes = new Recurrent.Sizes(lstm.embedding(), lstm.hidden(), lstm.layers());
        directions.add(Recurrent.of(weights, "forwards", kind, sizes));
        if (lstm.bidirectional()) {
            directions.add(Recurrent.of(weights, "backwards", kind, sizes));
        }
        head = Chain.of(drop, Linear.of(weights, "head", 2 * lstm.hidden() * directions.size(), shape.outputs()));
    }

    @Override
    public NDArray forward(Batch batch, boolean training) {
        Tokens tokens = Tokens.of(batch);
        NDArray present = tokens.present();
        NDList pooled = new NDList();
        for (int d = 0; d < directions.size(); d++) {
            NDArray read = vectors.forward(d == 0 ? tokens.ids() : tokens.reversed(), training);
            NDArray said = directions.get(d).forward(read, training);
            pooled.add(Tokens.mean(said, present));
            pooled.add(Tokens.max(said, present));
        }
        return head.forward(NDArrays.concat(pooled, 1), training);
    }

    @Override
    public List<Weight> weights() {
        return Stream
                .of(vectors.weights(), directions.stream().flatMap(direction -> direction.weights().stream()).toList(),
                        head.weights())
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public ScriptModule script() {
        Source source = new Source(Tokens.INPUTS);
        String present = Tokens.present(source);
        List<String> pooled = new ArrayList<>();
        for (int d = 0; d < directions.size(); d++) {
            String read = vectors.script(source, d == 0 ? TextSteps.IDS : Tokens.reversed(source));
            String said = directions.get(d).script(source, read);
            pooled.add(Tokens.mean(source, said, present));
            pooled.add(Tokens.max(source, said, present));
        }
        String all = source.let("torch.cat([%s], 1)".formatted(String.join(", ", pooled)));
        return source.returning(head.script(source, all), weights());
    }

    @Override
    public int evaluationRows() {
        return 256;
    }
}
