package dev.fairway.statistics;

import java.util.Arrays;

/**
 * Area under the precision-recall curve as the mean of the precisions at which positives are found, equal scores
 * together: {@code Σ (Rₙ − Rₙ₋₁) Pₙ}, without interpolation.
 */
final class AveragePrecision {

    /** As in {@link Auroc}: the score's bits above, the truth in the lowest bit. */
    private final long[] rows;
    private int count;

    AveragePrecision(int capacity) {
        this.rows = new long[capacity];
    }

    /** @param score at least 0 */
    void add(float score, boolean positive) {
        rows[count++] = (long) Float.floatToIntBits(score + 0f) << 1 | (positive ? 1 : 0);
    }

    /** The area, or NaN where there is no positive row. */
    double value() {
        Arrays.sort(rows, 0, count);
        long positives = 0;
        double sum = 0;
        for (int to = count, from; to > 0; to = from) {
            from = to - 1;
            long found = rows[from] & 1;
            while (from > 0 && rows[from - 1] >> 1 == rows[to - 1] >> 1) {
                from--;
                found += rows[from] & 1;
            }
            positives += found;
            sum += found * ((double) positives / (count - from));
        }
        return sum / positives;
    }
}
