package dev.fairway.training.examples;

import dev.fairway.dataset.Dataset;
import dev.fairway.dataset.Table;
import dev.fairway.feature.Column;
import dev.fairway.feature.Rows;
import dev.fairway.training.TrainSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a data set that can be learnt from: those whose target is known.
 *
 * @param features the columns to learn from; numbers that are not finite count as missing
 * @param attributes the protected attributes and the columns of slices, as words
 * @param truth the target
 * @param dropped rows that were left out because their target is missing
 * @param key what the split goes by; null where it goes by no column
 */
public record Examples(Rows features, Rows attributes, Truth truth, int dropped, @Nullable Column key) {

    public Examples(Rows features, Rows attributes, Truth truth, int dropped) {
        this(features, attributes, truth, dropped, null);
    }

    /**
     * @throws dev.fairway.contract.Refusal when a column does not hold what it is to be read as
     */
    public static Examples read(ColumnPlan plan, Dataset dataset) {
        return of(plan, Table.read(dataset.table(), plan.selections()), attributes(plan, dataset.table()),
                key(plan, dataset.table()));
    }

    /** Read on its own too: a time may be a number here and be left out there. */
    private static @Nullable Column key(ColumnPlan plan, Path table) {
        Table.Selection key = plan.key();
        return key == null ? null : Table.read(table, List.of(key)).columns().get(key.column());
    }

    /** Which of these rows are for what. */
    public Partition partition(TrainSpec.Split split, long seed) {
        return Partition.of(truth, key, split, seed);
    }

    /** Read on their own: an attribute may be a feature too, and then it is a number there and a group here. */
    private static Rows attributes(ColumnPlan plan, Path table) {
        Rows rows = Table.read(table, plan.attributes());
        Map<String, Column> words = new LinkedHashMap<>();
        rows.columns().forEach((name, column) -> words.put(name, new Column.Words(Labels.words(column))));
        return new Rows(rows.count(), words);
    }

    private static Examples of(ColumnPlan plan, Rows rows, Rows attributes, @Nullable Column key) {
        Column target = finite(Objects.requireNonNull(rows.columns().get(plan.target().column())));
        int[] known = known(target);
        Map<String, Column> features = new LinkedHashMap<>();
        for (Table.Selection feature : plan.features()) {
            Column column = Objects.requireNonNull(rows.columns().get(feature.column()));
            features.put(feature.column(), finite(column).select(known));
        }
        Truth truth = plan.task().isClassification() ? Truth.Classes.of(target.select(known))
                : new Truth.Quantity(((Column.Numbers) target.select(known)).values());
        return new Examples(new Rows(known.length, features), attributes.select(known), truth,
                rows.count() - known.length, key == null ? null : key.select(known));
    }

    /**
     * Rows that are learnt from without a target. Where the data set has the column of the plan's target, the most
     * frequent word of it is what normal rows have, and rows without a word are left out.
     */
    public static Examples unsupervised(ColumnPlan plan, Dataset dataset) {
        boolean known = dataset.column(plan.target().column()).isPresent();
        Rows rows = Table.read(dataset.table(), known ? plan.selections() : plan.features());
        int[] read = IntStream.range(0, rows.count()).toArray();
        Truth.Anomalies truth = new Truth.Anomalies(new boolean[rows.count()], false);
        if (known) {
            Column target = Objects.requireNonNull(rows.columns().get(plan.target().column()));
            read = known(target);
            truth = Truth.Anomalies.of(Truth.Classes.of(target.select(read)));
        }
        Map<String, Column> features = new LinkedHashMap<>();
        for (Table.Selection feature : plan.features()) {
            Column column = Objects.requireNonNull(rows.columns().get(feature.column()));
            features.put(feature.column(), finite(column).select(read));
        }
        Column key = key(plan, dataset.table());
        return new Examples(new Rows(read.length, features), new Rows(read.length, Map.of()), truth,
                rows.count() - read.length, key == null ? null : key.select(read));
    }

    public int count() {
        return truth.rows();
    }

    /** The given rows, in their order. */
    public Examples select(int[] rows) {
        return new Examples(features.select(rows), attributes.select(rows), truth.select(rows), 0,
                key == null ? null : key.select(rows));
    }

    /**
     * What was true just before each of the given rows, which are dealt out by time.
     *
     * @return null where rows share a moment, so that none is the one before, or where the first of all is among them
     */
    public @Nullable Truth before(int[] rows) {
        int[] predecessors = new TimeSplit(key, count()).predecessors();
        int[] before = IntStream.of(rows).map(row -> predecessors[row]).toArray();
        return IntStream.of(before).allMatch(row -> row >= 0) ? truth.select(before) : null;
    }

    /** Numbers that are not finite count as missing. */
    public static Column finite(Column column) {
        return switch (column) {
            case Column.Numbers(double[] values) -> {
                double[] finite = values.clone();
                for (int i = 0; i < finite.length; i++) {
                    finite[i] = Double.isFinite(finite[i]) ? finite[i] : Double.NaN;
                }
                yield new Column.Numbers(finite);
            }
            case Column.Words words -> words;
        };
    }

    /** The rows that have a target, of one that is finite. */
    public static int[] known(Column target) {
        return switch (target) {
            case Column.Numbers(double[] values) ->
                IntStream.range(0, values.length).filter(row -> !Double.isNaN(values[row])).toArray();
            case Column.Words words ->
                IntStream.range(0, words.values().length).filter(row -> words.values()[row] != null).toArray();
        };
    }

    /** The names of the feature columns, in order. */
    List<String> names() {
        return new ArrayList<>(features.columns().keySet());
    }
}
