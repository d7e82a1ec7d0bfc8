package dev.fairway.statistics;

import java.util.Arrays;

/** Area under the ROC curve: the chance that a positive row scores above a negative one, equal scores counting half. */
final class Auroc {

    /** The score's bits above, the truth in the lowest bit: sorts as primitives, without boxes or an index. */
    private final long[] rows;
    private int count;

    Auroc(int capacity) {
        this.rows = new long[capacity];
    }

    /** @param score at least 0: only then do the bits of floats sort as the floats do */
    void add(float score, boolean positive) {
        // -0 + 0 is +0, so both zeros tie
        rows[count++] = (long) Float.floatToIntBits(score + 0f) << 1 | (positive ? 1 : 0);
    }

    /** The area, or NaN where there is no positive or no negative row. */
    double value() {
        Arrays.sort(rows, 0, count);
        double rankSum = 0;
        long positives = 0;
        for (int from = 0, to; from < count; from = to) {
            to = endOfTie(from);
            long tied = positivesWithin(from, to);
            rankSum += tied * midrank(from, to);
            positives += tied;
        }
        long negatives = count - positives;
        return (rankSum - positives * (positives + 1) / 2.0) / ((double) positives * negatives);
    }

    private int endOfTie(int from) {
        int to = from + 1;
        while (to < count && rows[to] >> 1 == rows[from] >> 1) {
            to++;
        }
        return to;
    }

    private long positivesWithin(int from, int to) {
        long positives = 0;
        for (int i = from; i < to; i++) {
            positives += rows[i] & 1;
        }
        return positives;
    }

    private static double midrank(int from, int to) {
        return (from + 1 + to) / 2.0;
    }
}
