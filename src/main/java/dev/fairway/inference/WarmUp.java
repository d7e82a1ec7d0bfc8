package dev.fairway.inference;

import dev.fairway.feature.Column;
import dev.fairway.feature.Feature;
import dev.fairway.feature.Preprocessing;
import dev.fairway.feature.Rows;
import dev.fairway.feature.Schema;
import dev.fairway.tensor.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The first runs of a network, on rows in which everything is missing. They are slow, because the engine compiles for
 * the shapes it sees, and they show whether the network fits its schema; so no caller's request is among them.
 */
record WarmUp(Schema schema, Preprocessing.Fitted preprocessing) {

    /** @throws BrokenModel when the network does not compute what the schema says */
    void run(LoadedModel model, int maxBatch) {
        for (int rows : new int[]{1, maxBatch, 1, maxBatch}) {
            try {
                check(model.run(preprocessing.apply(missing(rows))).getFirst(), rows);
            } catch (RuntimeException e) {
                throw new BrokenModel("the network does not compute what its schema says", e);
            }
        }
    }

    private void check(Tensor output, int rows) {
        if (output.rows() != rows || NotFinite.row(output) >= 0) {
            throw new IllegalArgumentException(
                    "%d rows of imputed values must give %d finite outputs".formatted(rows, rows));
        }
        schema.predictions(output);
    }

    private Rows missing(int rows) {
        Map<String, Column> columns = new LinkedHashMap<>();
        schema.features().forEach(feature -> columns.put(feature.name(), missing(feature, rows)));
        return new Rows(rows, columns);
    }

    private static Column missing(Feature feature, int rows) {
        return switch (feature) {
            case Feature.Numeric _ -> {
                double[] values = new double[rows];
                Arrays.fill(values, Double.NaN);
                yield new Column.Numbers(values);
            }
            case Feature.Categorical _ -> new Column.Words(new String[rows]);
        };
    }
}
