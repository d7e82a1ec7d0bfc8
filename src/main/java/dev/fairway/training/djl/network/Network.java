package dev.fairway.training.djl.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.fairway.training.djl.array.Batch;
import dev.fairway.training.djl.array.Weight;
import dev.fairway.training.djl.layer.Recurrent;
import dev.fairway.training.spec.Architecture;
import dev.fairway.training.torchscript.ScriptModule;
import dev.fairway.training.torchscript.TorchScriptArchive;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A network that is being trained: computed here, and written as TorchScript for wherever it serves. */
public interface Network {

    /**
     * @param manager owner of the weights
     * @param seed of the weights' first values
     */
    static Network of(NDManager manager, NetworkShape shape, long seed) {
        return switch (shape.architecture()) {
            case Architecture.Mlp mlp -> new TabularNetwork(manager, mlp, shape, seed);
            case Architecture.Lenet lenet -> ImageNetwork.of(manager, lenet, shape, seed);
            case Architecture.Resnet resnet -> ImageNetwork.of(manager, resnet, shape, seed);
            case Architecture.Lstm lstm -> new RecurrentNetwork(manager, lstm, Recurrent.Kind.LSTM, shape, seed);
            case Architecture.Gru(int embedding, int hidden, int layers, boolean bidirectional, double dropout) ->
                new RecurrentNetwork(manager, new Architecture.Lstm(embedding, hidden, layers, bidirectional, dropout),
                        Recurrent.Kind.GRU, shape, seed);
            case Architecture.TransformerEncoder encoder -> new TransformerNetwork(manager, encoder, shape, seed);
            case Architecture.Autoencoder autoencoder -> new AutoencoderNetwork(manager, autoencoder, shape, seed);
            case Architecture.TextGenerator generator -> new GeneratorNetwork(manager, generator, shape, seed);
            case Architecture.Gan gan -> new AdversarialNetwork(manager, gan, shape, seed);
            case Architecture.Torchscript torchscript ->
                new FineTunedNetwork(manager, torchscript, Objects.requireNonNull(shape.base()));
        };
    }

    /**
     * What the network says of rows, of shape (rows, outputs), on the manager of the batch.
     *
     * @param training whether units are dropped and statistics are averaged on
     */
    NDArray forward(Batch batch, boolean training);

    /** What its script says of rows; the same as {@link #forward} without training, where that is what is asked for. */
    default NDArray answer(Batch batch) {
        return forward(batch, false);
    }

    /** All weights, in an order that depends on the shape of the network alone. */
    List<Weight> weights();

    /** The same function as a TorchScript module. */
    ScriptModule script();

    /** Writes the script into a file. */
    default void write(Path file) {
        TorchScriptArchive.write(file, script());
    }

    /** Rows that may be judged at once: a bound of the memory that it takes. */
    default int evaluationRows() {
        return 8192;
    }

    /** A copy of all weights by name. */
    default Map<String, float[]> snapshot() {
        Map<String, float[]> snapshot = new LinkedHashMap<>();
        weights().forEach(weight -> snapshot.put(weight.name(), weight.values()));
        return snapshot;
    }

    /** Puts back what {@link #snapshot} gave; recording must be off. */
    default void restore(Map<String, float[]> snapshot) {
        weights().forEach(weight -> weight.restore(Objects.requireNonNull(snapshot.get(weight.name()))));
    }
}
