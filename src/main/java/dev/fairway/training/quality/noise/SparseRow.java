package dev.fairway.training.quality.noise;

import java.util.Arrays;

/**
 * A vector that is mostly zeros.
 *
 * @param indices places of the others; one that comes twice counts twice
 * @param values what is there
 */
public record SparseRow(int[] indices, float[] values) {

    /** All places, from 0 on. */
    public static SparseRow dense(float[] values) {
        int[] indices = new int[values.length];
        Arrays.setAll(indices, i -> i);
        return new SparseRow(indices, values);
    }

    SparseRow with(int index, float value) {
        int[] more = Arrays.copyOf(indices, indices.length + 1);
        float[] moreValues = Arrays.copyOf(values, values.length + 1);
        more[indices.length] = index;
        moreValues[values.length] = value;
        return new SparseRow(more, moreValues);
    }
}
