package dev.fairway.training.djl.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import dev.fairway.feature.Preprocessing;
import dev.fairway.training.djl.array.Batch;
import dev.fairway.training.djl.array.Weight;
import dev.fairway.training.djl.layer.Source;
import java.util.ArrayList;
import java.util.List;

/**
 * Said are the numeric columns and, of each categorical one, logits of its categories. The error of a row is the mean
 * over its columns: the squared difference of a numeric one, the cross entropy of a categorical one.
 */
record TableReconstruction(Extents.Table table, Columns columns) implements Reconstruction {

    @Override
    public int read() {
        return table.embeddedWidth();
    }

    @Override
    public int said() {
        return table.numeric() + table.cardinalities().stream().mapToInt(Integer::intValue).sum();
    }

    @Override
    public NDArray input(Batch batch, boolean training) {
        return columns.forward(batch, training);
    }

    @Override
    public String input(Source source) {
        return source.let(columns.expression());
    }

    @Override
    public List<String> inputs() {
        return columns.inputs();
    }

    @Override
    public NDArray error(Batch batch, NDArray said) {
        NDList errors = new NDList();
        if (table.numeric() > 0) {
            errors.add(part(said, 0, table.numeric()).sub(batch.input(Preprocessing.NUMERIC)).square());
        }
        int from = table.numeric();
        for (int c = 0; c < table.cardinalities().size(); c++) {
            int to = from + table.cardinalities().get(c);
            NDArray truth = part(batch.input(Preprocessing.CATEGORICAL), c, c + 1);
            errors.add(part(said, from, to).logSoftmax(1).gather(truth, 1).neg());
            from = to;
        }
        // DJL gives a copy of a single array, through which no gradient comes back.
        NDArray all = errors.size() == 1 ? errors.singletonOrThrow() : NDArrays.concat(errors, 1);
        return all.mean(new int[]{1}, true);
    }

    private static NDArray part(NDArray array, int from, int to) {
        return array.get(new NDIndex().addAllDim().addSliceDim(from, to));
    }

    @Override
    public String error(Source source, String said) {
        List<String> errors = new ArrayList<>();
        if (table.numeric() > 0) {
            errors.add(source.let("torch.square(torch.sub(%s, %s))".formatted(part(said, 0, table.numeric()),
                    Preprocessing.NUMERIC)));
        }
        int from = table.numeric();
        for (int c = 0; c < table.cardinalities().size(); c++) {
            int to = from + table.cardinalities().get(c);
            errors.add(source.let("torch.neg(torch.gather(torch.log_softmax(%s, 1), 1, %s))"
                    .formatted(part(said, from, to), part(Preprocessing.CATEGORICAL, c, c + 1))));
            from = to;
        }
        return source.let("torch.mean(torch.cat([%s], 1), [1], True)".formatted(String.join(", ", errors)));
    }

    private static String part(String array, int from, int to) {
        return "torch.slice(%s, 1, %d, %d, 1)".formatted(array, from, to);
    }

    @Override
    public List<Weight> weights() {
        return columns.weights();
    }
}
