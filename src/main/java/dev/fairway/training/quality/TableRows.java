package dev.fairway.training.quality;

import dev.fairway.dataset.ColumnType;
import dev.fairway.dataset.Dataset;
import dev.fairway.dataset.Table;
import dev.fairway.feature.Column;
import dev.fairway.feature.Task;
import dev.fairway.training.examples.ColumnPlan;
import dev.fairway.training.examples.Examples;
import dev.fairway.training.examples.Labels;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The rows of a table that have a target, of which only a few columns are in memory at a time. */
final class TableRows {

    /** Values that are in memory at once: a word takes some fifty bytes. */
    private static final long MOST_VALUES = 2_000_000;

    private final ColumnPlan plan;
    private final Dataset dataset;

    TableRows(ColumnPlan plan, Dataset dataset) {
        this.plan = plan;
        this.dataset = dataset;
    }

    /** The rows without a feature. */
    Examples bare() {
        return read(
                new ColumnPlan(plan.task(), List.of(), plan.target(), plan.attributes(), plan.leftOut(), plan.key()));
    }

    /** Shows every feature, in the order of the data set. */
    void forEach(Consumer<ColumnValues> look) {
        int columns = Math.clamp(MOST_VALUES / Math.max(1, dataset.rows()) - 1, 1, Integer.MAX_VALUE);
        List<Table.Selection> features = plan.features();
        for (int from = 0; from < features.size(); from += columns) {
            List<Table.Selection> batch = features.subList(from, Math.min(features.size(), from + columns));
            read(plan.target(), batch).features()
                    .columns()
                    .forEach((name, column) -> look.accept(new ColumnValues(name, column)));
        }
    }

    /** One column in words, whether it is learnt from or not. */
    @Nullable
    String[] words(String column) {
        return Labels.words(Objects.requireNonNull(
                read(plan.target(), List.of(new Table.Selection(column, ColumnType.CATEGORICAL))).features()
                        .columns()
                        .get(column)));
    }

    /** The numbers of the rows in the data set, from 1 on. */
    int[] numbers(int rows) {
        int[] numbers = new int[rows];
        boolean whole = rows == dataset.rows();
        Column target = whole ? new Column.Numbers(new double[rows])
                : Objects.requireNonNull(
                        Table.read(dataset.table(), List.of(plan.target())).columns().get(plan.target().column()));
        int next = 0;
        for (int row = 0; next < rows; row++) {
            if (isKnown(target, row)) {
                numbers[next++] = row + 1;
            }
        }
        return numbers;
    }

    private static boolean isKnown(Column target, int row) {
        return switch (target) {
            case Column.Numbers(double[] values) -> Double.isFinite(values[row]);
            case Column.Words words -> words.values()[row] != null;
        };
    }

    private Examples read(Table.Selection target, List<Table.Selection> features) {
        return read(new ColumnPlan(plan.task(), features, target, List.of(), List.of()));
    }

    private Examples read(ColumnPlan columns) {
        return columns.task() == Task.ANOMALY_DETECTION ? Examples.unsupervised(columns, dataset)
                : Examples.read(columns, dataset);
    }
}
