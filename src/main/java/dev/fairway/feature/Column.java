package dev.fairway.feature;

import org.jspecify.annotations.Nullable;

/** The values of one column, as they came in. The arrays are not copied; whoever makes a column gives them up. */
public sealed interface Column {

    int rows();

    /** @param values a value per row; NaN where it is missing */
    record Numbers(double[] values) implements Column {

        @Override
        public int rows() {
            return values.length;
        }
    }

    /** @param values a word per row; null where it is missing */
    record Words(@Nullable String[] values) implements Column {

        @Override
        public int rows() {
            return values.length;
        }
    }
}
