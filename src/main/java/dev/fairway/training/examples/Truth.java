package dev.fairway.training.examples;

import dev.fairway.feature.Column;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The true values of a target, a value per row. The arrays are not copied. */
public sealed interface Truth {

    int rows();

    /** The values of the given rows, in their order. */
    Truth select(int[] rows);

    /** @param indices index into the labels of each row's class */
    record Classes(Labels labels, int[] indices) implements Truth {

        public static Classes of(Column column) {
            @Nullable
            String[] words = Labels.words(column);
            Labels labels = Labels.of(words);
            return new Classes(labels, labels.indices(words));
        }

        @Override
        public int rows() {
            return indices.length;
        }

        @Override
        public Classes select(int[] rows) {
            return new Classes(labels, IntStream.of(rows).map(row -> indices[row]).toArray());
        }

        /** Number of rows of each class. */
        public long[] counts() {
            long[] counts = new long[labels.words().size()];
            for (int index : indices) {
                counts[index]++;
            }
            return counts;
        }
    }

    /**
     * What may be known of rows that are learnt from without a target.
     *
     * @param anomalous whether each row is unlike those to learn from; all false where that is not known
     * @param known whether it is
     */
    record Anomalies(boolean[] anomalous, boolean known) implements Truth {

        /** The most frequent class is the normal one. */
        public static Anomalies of(Classes classes) {
            long[] counts = classes.counts();
            int normal = IntStream.range(0, counts.length).reduce(0, (best, i) -> counts[i] > counts[best] ? i : best);
            boolean[] anomalous = new boolean[classes.rows()];
            for (int row = 0; row < anomalous.length; row++) {
                anomalous[row] = classes.indices()[row] != normal;
            }
            return new Anomalies(anomalous, true);
        }

        @Override
        public int rows() {
            return anomalous.length;
        }

        @Override
        public Anomalies select(int[] rows) {
            boolean[] selected = new boolean[rows.length];
            for (int i = 0; i < rows.length; i++) {
                selected[i] = anomalous[rows[i]];
            }
            return new Anomalies(selected, known);
        }
    }

    /** @param values the quantity of each row, in its own units */
    record Quantity(double[] values) implements Truth {

        @Override
        public int rows() {
            return values.length;
        }

        @Override
        public Quantity select(int[] rows) {
            return new Quantity(IntStream.of(rows).mapToDouble(row -> values[row]).toArray());
        }
    }
}
