package dev.fairway.training.quality.noise;

import java.util.List;

/**
 * What a linear classifier learns from.
 *
 * @param width places of each row
 * @param decay by how much weights shrink whenever they are used: much where each place is rarely used and few rows would be
 *     learnt by heart, little where all places always are
 */
public record Vectors(List<SparseRow> rows, int width, double decay) {

    /** For rows that are mostly zeros. */
    public static final double SPARSE = 0.1;
    /** For rows without a zero. */
    public static final double DENSE = 0.001;

    public Vectors {
        rows = List.copyOf(rows);
    }
}
