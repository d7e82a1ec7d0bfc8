package dev.fairway.dataset;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One version of a data set: its bytes never change.
 *
 * @param id sorts by time of import
 * @param name what its owner calls it; several versions share it
 * @param version 1 for the first bytes under that name
 * @param format what the bytes were, by its label: {@link Format}
 * @param rows number of rows; of a data set of images or texts there is one per item
 * @param columns a profile per column, in the order of the file
 * @param sha256 hash of the bytes as they came
 * @param table the rows as Parquet, with typed columns, in the order of the file; images and texts lie beside it and
 *     are read by {@link Images} and {@link Texts}
 * @param items what its images or texts look like; null for a table
 */
public record Dataset(
        String id,
        String name,
        int version,
        String format,
        long rows,
        List<ColumnProfile> columns,
        String sha256,
        Path table,
        Instant createdAt,
        @Nullable ItemProfile items) {

    public Dataset {
        columns = List.copyOf(columns);
    }

    /** A table. */
    public Dataset(
            String id,
            String name,
            int version,
            String format,
            long rows,
            List<ColumnProfile> columns,
            String sha256,
            Path table,
            Instant createdAt) {
        this(id, name, version, format, rows, columns, sha256, table, createdAt, null);
    }

    /** What a data set holds. */
    public enum Kind {
        @JsonProperty("table")
        TABLE,
        /** A row per image, with the columns {@code label}, {@code split} and {@code file}. */
        @JsonProperty("images")
        IMAGES,
        /** A row per text, with the same columns. */
        @JsonProperty("texts")
        TEXTS
    }

    public Kind kind() {
        return switch (items) {
            case null -> Kind.TABLE;
            case ItemProfile.OfImages _ -> Kind.IMAGES;
            case ItemProfile.OfTexts _ -> Kind.TEXTS;
        };
    }

    public Optional<ColumnProfile> column(String column) {
        return columns.stream().filter(c -> c.name().equals(column)).findFirst();
    }

    /**
     * What one column looks like.
     *
     * @param missing rows without a value
     * @param distinct number of different values
     * @param min least value of a numeric column; null otherwise, as the next three
     * @param std standard deviation of the sample (n − 1)
     * @param top most frequent values of a column that is not numeric, at most ten
     */
    public record ColumnProfile(
            String name,
            ColumnType type,
            long missing,
            long distinct,
            @Nullable Double min,
            @Nullable Double max,
            @Nullable Double mean,
            @Nullable Double std,
            List<Frequency> top) {

        public ColumnProfile {
            top = List.copyOf(top);
        }
    }

    /** A value and how many rows have it. */
    public record Frequency(String value, long rows) {}
}
