package dev.fairway.dataset;

import dev.fairway.dataset.Table.Selection;
import dev.fairway.feature.Rows;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The columns that every data set of images or texts has, a row per item. */
final class Items {

    static final String LABEL = "label";
    static final String SPLIT = "split";
    static final String FILE = "file";

    private static final List<Selection> COLUMNS = List.of(new Selection(LABEL, ColumnType.CATEGORICAL),
            new Selection(SPLIT, ColumnType.CATEGORICAL), new Selection(FILE, ColumnType.TEXT));

    private final @Nullable String[] labels;
    private final @Nullable String[] splits;
    private final @Nullable String[] files;

    private Items(Rows rows) {
        labels = rows.words(LABEL);
        splits = rows.words(SPLIT);
        files = rows.words(FILE);
    }

    static Items read(Path table) {
        return new Items(Table.read(table, COLUMNS));
    }

    @Nullable
    String label(int item) {
        return labels[item];
    }

    @Nullable
    String split(int item) {
        return splits[item];
    }

    String file(int item) {
        return Objects.requireNonNull(files[item]);
    }
}
