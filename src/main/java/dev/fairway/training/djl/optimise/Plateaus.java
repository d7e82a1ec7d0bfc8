package dev.fairway.training.djl.optimise;

import java.util.List;

/**
 * Finds where a metric stands still. It reads the whole history each time and keeps nothing, so that a resumed run finds
 * the same.
 *
 * @param patience epochs without a better value that make a plateau
 */
public record Plateaus(int patience, boolean lessIsBetter) {

    /** How often so many epochs in a row were no better than the best before them. */
    public int count(List<Double> values) {
        double best = Double.NaN;
        int still = 0;
        int plateaus = 0;
        for (double value : values) {
            if (Double.isNaN(best) || (lessIsBetter ? value < best : value > best)) {
                best = value;
                still = 0;
            } else if (++still >= patience) {
                plateaus++;
                still = 0;
            }
        }
        return plateaus;
    }
}
