package dev.fairway.training.djl.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.fairway.feature.TextSteps;
import dev.fairway.training.djl.array.Batch;
import dev.fairway.training.djl.array.Weight;
import dev.fairway.training.djl.array.Weights;
import dev.fairway.training.djl.layer.Source;
import dev.fairway.training.spec.Architecture;
import dev.fairway.training.torchscript.ScriptModule;
import java.util.List;

/**
 * A language model: foretells each token of a text from those before it.
 *
 * <p>While it learns it gives the sum of a text's losses and the number of its tokens, of shape (rows, 2), because the
 * chances of every word at every place of many texts would fill the memory; e to the power of the one over the other is
 * the perplexity. Its script gives the logits of the next token after a text, of shape (rows, vocabulary).
 */
record GeneratorNetwork(TextCore core) implements Network {

    GeneratorNetwork(NDManager manager, Architecture.TextGenerator sizes, NetworkShape shape, long seed) {
        this(TextCore.of(new Weights(manager, seed), sizes, (Extents.Text) shape.extents()));
    }

    @Override
    public NDArray forward(Batch batch, boolean training) {
        Tokens tokens = Tokens.of(batch, 2);
        long length = tokens.ids().size(1);
        Tokens next = tokens.from(1, length);
        NDArray logits = core.logits(core.read(tokens.from(0, length - 1), training));
        NDArray losses = logits.logSoftmax(-1).gather(next.ids().expandDims(2), 2).neg().mul(next.present());
        return NDArrays.concat(new NDList(losses.squeeze(2).sum(new int[]{1}, true),
                next.present().squeeze(2).sum(new int[]{1}, true)), 1);
    }

    @Override
    public NDArray answer(Batch batch) {
        Tokens tokens = Tokens.of(batch);
        return core.logits(core.read(tokens, false).mul(tokens.last()).sum(new int[]{1}));
    }

    @Override
    public List<Weight> weights() {
        return core.weights();
    }

    @Override
    public ScriptModule script() {
        Source source = new Source(Tokens.INPUTS);
        String read = core.script(source, TextSteps.IDS);
        String last = source.let("torch.sum(torch.mul(%s, %s), [1])".formatted(read, Tokens.last(source)));
        return source.returning(source.let(core.logits(last)), weights());
    }

    @Override
    public int evaluationRows() {
        return 16;
    }
}
