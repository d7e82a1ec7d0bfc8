package dev.fairway.dataset;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How to read a file; whatever is null is found out from the bytes.
 *
 * @param format {@code csv}, {@code parquet} or {@code jsonl}
 * @param header whether the first line names the columns (csv)
 * @param columns names of the columns, in order, where the file has none
 * @param delimiter one character (csv)
 * @param types type per column, against what the values look like
 * @param missing words that stand for a missing value, besides the empty one; {@code ?} and {@code NA} when null
 * @param skip lines to leave out at the start (csv)
 */
public record ImportSpec(
        @Nullable String format,
        @Nullable Boolean header,
        @Nullable List<String> columns,
        @Nullable String delimiter,
        @Nullable Map<String, ColumnType> types,
        @Nullable List<String> missing,
        @Nullable Integer skip) {

    public static final ImportSpec SNIFFED = new ImportSpec(null, null, null, null, null, null, null);
}
