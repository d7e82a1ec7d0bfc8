package dev.fairway.statistics;

/** How far stated confidences are from the share of right answers, over bins of equal width. */
final class Calibration {

    static final int BINS = 10;

    private final long[] rows = new long[BINS];
    private final long[] right = new long[BINS];
    private final double[] confidences = new double[BINS];

    void add(double confidence, boolean correct) {
        int bin = Math.min((int) (confidence * BINS), BINS - 1);
        rows[bin]++;
        right[bin] += correct ? 1 : 0;
        confidences[bin] += confidence;
    }

    /** Mean over the rows of |share right − mean confidence| of their bin. */
    double error() {
        long all = 0;
        double gap = 0;
        for (int bin = 0; bin < BINS; bin++) {
            all += rows[bin];
            gap += Math.abs(right[bin] - confidences[bin]);
        }
        return gap / all;
    }
}
