package dev.fairway.feature;

import org.jspecify.annotations.Nullable;

/** The values of one column, as they came in. The arrays are not copied; whoever makes a column gives them up. */
public sealed interface Column {

    int rows();

    /** Whether a row has no value. */
    boolean isMissing(int row);

    /** The values of the given rows, in their order. */
    Column select(int[] rows);

    /** @param values a value per row; NaN where it is missing */
    record Numbers(double[] values) implements Column {

        @Override
        public int rows() {
            return values.length;
        }

        @Override
        public boolean isMissing(int row) {
            return Double.isNaN(values[row]);
        }

        @Override
        public Numbers select(int[] rows) {
            double[] selected = new double[rows.length];
            for (int i = 0; i < rows.length; i++) {
                selected[i] = values[rows[i]];
            }
            return new Numbers(selected);
        }
    }

    /** @param values a word per row; null where it is missing */
    record Words(@Nullable String[] values) implements Column {

        @Override
        public int rows() {
            return values.length;
        }

        @Override
        public boolean isMissing(int row) {
            return values[row] == null;
        }

        @Override
        public Words select(int[] rows) {
            @Nullable
            String[] selected = new String[rows.length];
            for (int i = 0; i < rows.length; i++) {
                selected[i] = values[rows[i]];
            }
            return new Words(selected);
        }
    }
}
