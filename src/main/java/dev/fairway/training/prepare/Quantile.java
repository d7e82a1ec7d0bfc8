package dev.fairway.training.prepare;

/** Quantiles of a sample, by linear interpolation: type 7 of Hyndman and Fan (1996), which NumPy and R use. */
final class Quantile {

    private Quantile() {}

    /**
     * @param sorted at least one number, ascending
     * @param share from 0 to 1
     */
    static double of(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        double rest = place - below;
        return rest == 0 ? sorted[below] : sorted[below] * (1 - rest) + sorted[below + 1] * rest;
    }

    /** @param sorted at least one number, ascending */
    static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : sorted[middle - 1] / 2 + sorted[middle] / 2;
    }
}
