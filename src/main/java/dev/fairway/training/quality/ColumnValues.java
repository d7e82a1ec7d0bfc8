package dev.fairway.training.quality;

import dev.fairway.feature.Column;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A column with what several checks want to know of it, worked out once. */
final class ColumnValues {

    private final String name;
    private final Column column;
    private double @Nullable [] sorted;

    ColumnValues(String name, Column column) {
        this.name = name;
        this.column = column;
    }

    String name() {
        return name;
    }

    Column column() {
        return column;
    }

    int rows() {
        return column.rows();
    }

    /** The numbers that are there, ascending; none of a column of words. */
    double[] sorted() {
        double[] known = sorted;
        if (known == null) {
            known = column instanceof Column.Numbers(double[] values)
                    ? Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray()
                    : new double[0];
            Arrays.sort(known);
            sorted = known;
        }
        return known;
    }

    long missing() {
        return switch (column) {
            case Column.Numbers _ -> rows() - sorted().length;
            case Column.Words words -> Stream.of(words.values()).filter(java.util.Objects::isNull).count();
        };
    }
}
