package dev.fairway.training.prepare;

import dev.fairway.feature.Preprocessing;
import dev.fairway.feature.Rows;
import dev.fairway.tensor.Tensor;

/**
 * Rows as a network reads them. The arrays are not copied.
 *
 * @param rows number of rows
 * @param numeric standardised numbers, row by row
 * @param categorical indices of categories, row by row
 * @param targets what is to come out of each row: the index of its class, or the quantity in standard units
 * @param weights how much each row counts in the loss
 */
public record Samples(int rows, float[] numeric, long[] categorical, float[] targets, float[] weights) {

    /** Applies fitted steps to raw rows, just as serving does. */
    public static Samples of(Preprocessing.Fitted steps, Rows features, float[] targets, float[] weights) {
        float[] numeric = new float[0];
        long[] categorical = new long[0];
        for (Tensor tensor : steps.apply(features)) {
            if (tensor.name().equals(Preprocessing.NUMERIC)) {
                numeric = tensor.toFloats();
            } else {
                categorical = tensor.toLongs();
            }
        }
        return new Samples(features.count(), numeric, categorical, targets, weights);
    }

    public int numericWidth() {
        return rows == 0 ? 0 : numeric.length / rows;
    }

    public int categoricalWidth() {
        return rows == 0 ? 0 : categorical.length / rows;
    }
}
