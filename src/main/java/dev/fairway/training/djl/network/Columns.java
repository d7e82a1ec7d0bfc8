package dev.fairway.training.djl.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import dev.fairway.feature.Preprocessing;
import dev.fairway.training.djl.array.Batch;
import dev.fairway.training.djl.array.Weight;
import dev.fairway.training.djl.array.Weights;
import dev.fairway.training.djl.layer.Embed;
import java.util.ArrayList;
import java.util.List;

/** The columns of a table side by side: the numeric ones, then an embedding of each categorical one. */
record Columns(boolean numeric, List<Embed> embeddings, List<NDIndex> indices) {

    static Columns of(Weights weights, Extents.Table table) {
        List<Embed> embeddings = new ArrayList<>();
        List<NDIndex> indices = new ArrayList<>();
        for (int c = 0; c < table.cardinalities().size(); c++) {
            int cardinality = table.cardinalities().get(c);
            embeddings.add(Embed.of(weights, "embedding_" + c, cardinality, Extents.Table.embeddingWidth(cardinality)));
            indices.add(new NDIndex(":, {}", c));
        }
        return new Columns(table.numeric() > 0, List.copyOf(embeddings), List.copyOf(indices));
    }

    /** Of shape (rows, {@link Extents.Table#embeddedWidth}). */
    NDArray forward(Batch batch, boolean training) {
        NDList parts = new NDList();
        if (numeric) {
            parts.add(batch.input(Preprocessing.NUMERIC));
        }
        for (int c = 0; c < embeddings.size(); c++) {
            NDArray category = batch.input(Preprocessing.CATEGORICAL).get(indices.get(c));
            parts.add(embeddings.get(c).forward(category, training));
        }
        return parts.size() == 1 ? parts.singletonOrThrow() : NDArrays.concat(parts, 1);
    }

    /** The arguments of a script. */
    List<String> inputs() {
        List<String> inputs = new ArrayList<>();
        if (numeric) {
            inputs.add(Preprocessing.NUMERIC);
        }
        if (!embeddings.isEmpty()) {
            inputs.add(Preprocessing.CATEGORICAL);
        }
        return inputs;
    }

    String expression() {
        List<String> parts = new ArrayList<>();
        if (numeric) {
            parts.add(Preprocessing.NUMERIC);
        }
        for (int c = 0; c < embeddings.size(); c++) {
            parts.add(embeddings.get(c).expression("torch.select(%s, 1, %d)".formatted(Preprocessing.CATEGORICAL, c)));
        }
        return "torch.cat([%s], 1)".formatted(String.join(", ", parts));
    }

    List<Weight> weights() {
        return embeddings.stream().flatMap(embedding -> embedding.weights().stream()).toList();
    }
}
