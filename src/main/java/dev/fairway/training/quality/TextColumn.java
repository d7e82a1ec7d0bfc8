package dev.fairway.training.quality;

import dev.fairway.dataset.ColumnType;
import dev.fairway.dataset.Dataset;
import dev.fairway.dataset.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The texts of a column, which are asked for in their order, so that only some of them are in memory at a time. */
final class TextColumn {

    private static final int MOST = 50_000;

    private final Dataset dataset;
    private final Table.Selection column;
    private int from;
    private @Nullable String[] texts = new String[0];

    TextColumn(Dataset dataset, String column) {
        this.dataset = dataset;
        this.column = new Table.Selection(column, ColumnType.TEXT);
    }

    /**
     * The text of a row of the data set; an empty one where it is missing.
     *
     * @throws dev.fairway.contract.Refusal when there is no such column
     */
    String at(int row) {
        if (row < from || row >= from + texts.length) {
            from = row;
            texts = Table.read(dataset.table(), List.of(column), from, MOST).words(column.column());
        }
        String text = texts[row - from];
        return text == null ? "" : text;
    }
}
