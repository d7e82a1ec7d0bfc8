package dev.fairway.training.djl.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.fairway.training.djl.array.Batch;
import dev.fairway.training.djl.array.Weight;
import dev.fairway.training.djl.array.Weights;
import dev.fairway.training.djl.layer.Chain;
import dev.fairway.training.djl.layer.Drop;
import dev.fairway.training.djl.layer.Layer;
import dev.fairway.training.djl.layer.Linear;
import dev.fairway.training.djl.layer.Relu;
import dev.fairway.training.djl.layer.Source;
import dev.fairway.training.spec.Architecture;
import dev.fairway.training.torchscript.ScriptModule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Says rows back through a narrow middle. What it gives is how badly it does, one number per row: what it minimises while
 * it learns is the anomaly score when it serves.
 */
final class AutoencoderNetwork implements Network {

    private final Reconstruction reconstruction;
    private final Chain layers;

    AutoencoderNetwork(NDManager manager, Architecture.Autoencoder sizes, NetworkShape shape, long seed) {
        Weights weights = new Weights(manager, seed);
        reconstruction = Reconstruction.of(weights, shape.extents());
        List<Integer> widths = new ArrayList<>(sizes.hidden());
        widths.add(sizes.code());
        widths.addAll(sizes.hidden().reversed());
        List<Layer> all = new ArrayList<>();
        int width = reconstruction.read();
        for (int w = 0; w < widths.size(); w++) {
            all.add(Linear.of(weights, "layer_" + w, width, widths.get(w)));
            all.add(new Relu());
            all.add(new Drop(sizes.dropout()));
            width = widths.get(w);
        }
        all.add(Linear.of(weights, "head", width, reconstruction.said()));
        layers = new Chain(all);
    }

    @Override
    public NDArray forward(Batch batch, boolean training) {
        NDArray said = layers.forward(reconstruction.input(batch, training), training);
        return reconstruction.error(batch, said);
    }

    @Override
    public List<Weight> weights() {
        return Stream.concat(reconstruction.weights().stream(), layers.weights().stream()).toList();
    }

    @Override
    public ScriptModule script() {
        Source source = new Source(reconstruction.inputs());
        String said = layers.script(source, reconstruction.input(source));
        return source.returning(reconstruction.error(source, said), weights());
    }

    @Override
    public int evaluationRows() {
        return 1024;
    }
}
