package dev.fairway.training.quality;

import dev.fairway.dataset.ColumnType;
import dev.fairway.dataset.Dataset;
import dev.fairway.dataset.Table;
import dev.fairway.feature.Column;
import dev.fairway.training.examples.Labels;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The rows of another table, read a column at a time. */
record NewerTable(Dataset dataset) implements DriftCheck.Others {

    @Override
    public String what() {
        return DriftCheck.name(dataset);
    }

    @Override
    public Column like(ColumnValues column) {
        return read(column.name(),
                column.column() instanceof Column.Numbers ? ColumnType.NUMERIC : ColumnType.CATEGORICAL);
    }

    /** @throws dev.fairway.contract.Refusal when there is no such column */
    @Nullable
    String[] words(String column) {
        return Labels.words(read(column, ColumnType.CATEGORICAL));
    }

    int rows() {
        return Math.toIntExact(dataset.rows());
    }

    IntFunction<String> texts(String column) {
        return new TextColumn(dataset, column)::at;
    }

    private Column read(String column, ColumnType type) {
        return Objects.requireNonNull(
                Table.read(dataset.table(), List.of(new Table.Selection(column, type))).columns().get(column));
    }
}
