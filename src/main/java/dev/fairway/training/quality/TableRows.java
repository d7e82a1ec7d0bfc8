package dev.fairway.training.quality;

import dev.fairway.dataset.ColumnType;
import dev.fairway.dataset.Dataset;
import dev.fairway.dataset.Table;
import dev.fairway.feature.Column;
import dev.fairway.training.examples.ColumnPlan;
import dev.fairway.training.examples.Examples;
import dev.fairway.training.examples.Labels;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The rows of a table that have a target, of which only a few columns are in memory at a time. */
final class TableRows {

    /** Values that are in memory at once: a word takes some fifty bytes. */
    private static final long MOST_VALUES = 2_000_000;

    private final ColumnPlan plan;
    private final Dataset dataset;
    private final Examples bare;
    private final int[] known;

    /** @param unsupervised whether a row needs no target to be learnt from */
    TableRows(ColumnPlan plan, Dataset dataset, boolean unsupervised) {
        this.plan = plan;
        this.dataset = dataset;
        ColumnPlan without = new ColumnPlan(plan.task(), List.of(), plan.target(), plan.attributes(), plan.leftOut(),
                plan.key());
        this.bare = unsupervised ? Examples.unsupervised(without, dataset) : Examples.read(without, dataset);
        this.known = bare.dropped() == 0 ? IntStream.range(0, bare.count()).toArray() : known();
    }

    private int[] known() {
        return Examples.known(
                Examples.finite(Objects.requireNonNull(read(List.of(plan.target())).get(plan.target().column()))));
    }

    /** The rows without a feature. */
    Examples bare() {
        return bare;
    }

    /** What the caller knows a row by: its number in the data set, from 1 on. */
    String name(int row) {
        return "row " + (known[row] + 1);
    }

    /** Shows every feature, in the order of the data set. */
    void forEach(Consumer<ColumnValues> look) {
        int columns = Math.clamp(MOST_VALUES / Math.max(1, dataset.rows()), 1, Integer.MAX_VALUE);
        List<Table.Selection> features = plan.features();
        for (int from = 0; from < features.size(); from += columns) {
            read(features.subList(from, Math.min(features.size(), from + columns)))
                    .forEach((name, column) -> look.accept(new ColumnValues(name, of(column))));
        }
    }

    /** One column in words, whether it is learnt from or not. */
    @Nullable
    String[] words(String column) {
        return Labels.words(of(Objects
                .requireNonNull(read(List.of(new Table.Selection(column, ColumnType.CATEGORICAL))).get(column))));
    }

    /** The texts of a column. */
    IntFunction<String> texts(String column) {
        TextColumn texts = new TextColumn(dataset, column);
        return row -> texts.at(known[row]);
    }

    private Map<String, Column> read(List<Table.Selection> columns) {
        return Table.read(dataset.table(), columns).columns();
    }

    private Column of(Column column) {
        Column finite = Examples.finite(column);
        return bare.dropped() == 0 ? finite : finite.select(known);
    }
}
