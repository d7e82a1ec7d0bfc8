package dev.fairway.training.djl.network;

import java.util.List;

/** How large the rows are that a network reads. */
public sealed interface Extents {

    /**
     * @param numeric number of numeric columns
     * @param cardinalities number of indices of each categorical column
     */
    record Table(int numeric, List<Integer> cardinalities) implements Extents {

        private static final int WIDEST_EMBEDDING = 32;

        public Table {
            cardinalities = List.copyOf(cardinalities);
        }

        /** Width of a column's embedding: the rule of fast.ai, 1.6·n^0.56, found by trying many tables. */
        static int embeddingWidth(int cardinality) {
            return Math.min(WIDEST_EMBEDDING, (int) Math.round(1.6 * Math.pow(cardinality, 0.56)));
        }

        int embeddedWidth() {
            return numeric + cardinalities.stream().mapToInt(Table::embeddingWidth).sum();
        }
    }

    /** Images of one size; the network reads them as {@code image}, FP32 of shape (rows, channels, height, width). */
    record Image(int channels, int height, int width) implements Extents {}

    /**
     * Texts as {@code input_ids} and {@code attention_mask}, INT64 of shape (rows, tokens).
     *
     * @param vocabulary number of different tokens
     * @param length most tokens of one text
     */
    record Text(int vocabulary, int length) implements Extents {}
}
