package dev.fairway.training.djl;

import dev.fairway.training.spec.Architecture;
import java.util.List;

/**
 * The extents of a network for tables.
 *
 * @param numeric number of numeric columns
 * @param cardinalities number of indices of each categorical column
 * @param outputs number of classes, or 1 for a quantity
 */
public record NetworkShape(int numeric, List<Integer> cardinalities, Architecture.Mlp hidden, int outputs) {

    private static final int WIDEST_EMBEDDING = 32;

    public NetworkShape {
        cardinalities = List.copyOf(cardinalities);
    }

    /** Width of a column's embedding: the rule of fast.ai, 1.6·n^0.56, found by trying many tables. */
    static int embeddingWidth(int cardinality) {
        return Math.min(WIDEST_EMBEDDING, (int) Math.round(1.6 * Math.pow(cardinality, 0.56)));
    }

    int embeddedWidth() {
        return numeric + cardinalities.stream().mapToInt(NetworkShape::embeddingWidth).sum();
    }
}
