package dev.fairway.training.djl.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.fairway.training.djl.array.Batch;
import dev.fairway.training.djl.array.Weight;
import dev.fairway.training.djl.array.Weights;
import dev.fairway.training.djl.layer.Drop;
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

    private final Columns columns;
    private final List<Step> layers = new ArrayList<>();

    TabularNetwork(NDManager manager, Architecture.Mlp mlp, NetworkShape shape, long seed) {
        Extents.Table table = (Extents.Table) shape.extents();
        Weights weights = new Weights(manager, seed);
        columns = Columns.of(weights, table);
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
        NDArray value = columns.forward(batch, training);
        for (Step layer : layers) {
            value = layer.forward(value, training);
        }
        return value;
    }

    @Override
    public List<Weight> weights() {
        return Stream.concat(columns.weights().stream(), layers.stream().flatMap(layer -> layer.weights().stream()))
                .toList();
    }

    @Override
    public ScriptModule script() {
        StringBuilder source = new StringBuilder();
        source.append("def forward(self: __torch__.Net, %s: Tensor) -> Tensor:%n"
                .formatted(String.join(": Tensor, ", columns.inputs())));
        source.append("  x = %s%n".formatted(columns.expression()));
        layers.forEach(layer -> source.append("  x = %s%n".formatted(layer.expression("x"))));
        source.append("  return x\n");
        return new ScriptModule(weights().stream().map(Weight::attribute).toList(), source.toString());
    }
}
