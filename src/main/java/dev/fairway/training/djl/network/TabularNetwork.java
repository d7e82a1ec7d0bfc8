package dev.fairway.training.djl.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import dev.fairway.feature.Preprocessing;
import dev.fairway.training.djl.array.Batch;
import dev.fairway.training.djl.array.Weight;
import dev.fairway.training.djl.array.Weights;
import dev.fairway.training.djl.layer.Drop;
import dev.fairway.training.djl.layer.Embed;
import dev.fairway.training.djl.layer.Linear;
import dev.fairway.training.djl.layer.Normalise;
import dev.fairway.training.djl.layer.Relu;
import dev.fairway.training.djl.layer.Step;
import dev.fairway.training.spec.Architecture;
import dev.fairway.training.torchscript.ScriptModule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A multilayer perceptron for tables: an embedding per categorical column beside the numeric columns, then per hidden
 * layer a linear map, batch normalisation, ReLU and dropout, then a linear map to the outputs.
 */
final class TabularNetwork implements Network {

    private final boolean numeric;
    private final List<Embed> embeddings = new ArrayList<>();
    private final List<NDIndex> columns = new ArrayList<>();
    private final List<Step> layers = new ArrayList<>();

    TabularNetwork(NDManager manager, Extents.Table table, Architecture.Mlp mlp, NetworkShape shape, long seed) {
        Weights weights = new Weights(manager, seed);
        numeric = table.numeric() > 0;
        for (int c = 0; c < table.cardinalities().size(); c++) {
            int cardinality = table.cardinalities().get(c);
            embeddings.add(Embed.of(weights, "embedding_" + c, cardinality, Extents.Table.embeddingWidth(cardinality)));
            columns.add(new NDIndex(":, {}", c));
        }
        int width = table.embeddedWidth();
        for (int h = 0; h < mlp.hidden().size(); h++) {
            int units = mlp.hidden().get(h);
            addHidden(weights, "hidden_" + h, width, units, mlp);
            width = units;
        }
        layers.add(Linear.of(weights, "head", width, shape.outputs()));
    }

    private void addHidden(Weights weights, String name, int width, int units, Architecture.Mlp mlp) {
        layers.add(Linear.of(weights, name, width, units));
        if (mlp.batchNorm()) {
            layers.add(Normalise.of(weights, name + "_norm", units));
        }
        layers.add(new Relu());
        if (mlp.dropout() > 0) {
            layers.add(new Drop(mlp.dropout()));
        }
    }

    @Override
    public NDArray forward(Batch batch, boolean training) {
        NDList parts = new NDList();
        if (numeric) {
            parts.add(batch.input(Preprocessing.NUMERIC));
        }
        for (int c = 0; c < embeddings.size(); c++) {
            NDArray indices = batch.input(Preprocessing.CATEGORICAL).get(columns.get(c));
            parts.add(embeddings.get(c).forward(indices, training));
        }
        NDArray value = parts.size() == 1 ? parts.singletonOrThrow() : NDArrays.concat(parts, 1);
        for (Step layer : layers) {
            value = layer.forward(value, training);
        }
        return value;
    }

    @Override
    public List<Weight> weights() {
        return Stream.concat(embeddings.stream(), layers.stream()).flatMap(layer -> layer.weights().stream()).toList();
    }

    @Override
    public ScriptModule script() {
        List<String> inputs = new ArrayList<>();
        List<String> parts = new ArrayList<>();
        if (numeric) {
            inputs.add(Preprocessing.NUMERIC + ": Tensor");
            parts.add(Preprocessing.NUMERIC);
        }
        if (!embeddings.isEmpty()) {
            inputs.add(Preprocessing.CATEGORICAL + ": Tensor");
        }
        for (int c = 0; c < embeddings.size(); c++) {
            parts.add(embeddings.get(c).expression("torch.select(%s, 1, %d)".formatted(Preprocessing.CATEGORICAL, c)));
        }
        StringBuilder source = new StringBuilder();
        source.append("def forward(self: __torch__.Net, %s) -> Tensor:%n".formatted(String.join(", ", inputs)));
        source.append("  x = torch.cat([%s], 1)%n".formatted(String.join(", ", parts)));
        layers.forEach(layer -> source.append("  x = %s%n".formatted(layer.expression("x"))));
        source.append("  return x\n");
        return new ScriptModule(weights().stream().map(Weight::attribute).toList(), source.toString());
    }
}
