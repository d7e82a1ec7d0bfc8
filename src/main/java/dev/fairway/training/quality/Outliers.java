package dev.fairway.training.quality;

import dev.fairway.training.spec.DataCheck;

/**
 * Numbers beyond the outer fences of Tukey (Exploratory Data Analysis, 1977): three interquartile ranges below the first
 * quartile or above the third. Quartiles do not move with what lies outside, as means and deviations do. A column whose
 * middle half is one value has no fences.
 */
final class Outliers implements ColumnCheck {

    private static final double RANGES = 3;
    private static final int FEWEST_VALUES = 20;
    /** A few far values are in most columns. */
    private static final double WORTH_A_WORD = 0.01;

    private final String units;
    private final Findings findings;

    /** @param units what a number is told of, in words: values, images or texts */
    Outliers(String units, Findings findings) {
        this.units = units;
        this.findings = findings;
    }

    @Override
    public void look(ColumnValues column) {
        double[] sorted = column.sorted();
        if (sorted.length < FEWEST_VALUES) {
            return;
        }
        double first = sorted[sorted.length / 4];
        double third = sorted[(int) (3L * sorted.length / 4)];
        double low = first - RANGES * (third - first);
        double high = third + RANGES * (third - first);
        int below = 0;
        while (sorted[below] < low) {
            below++;
        }
        int above = 0;
        while (sorted[sorted.length - 1 - above] > high) {
            above++;
        }
        int outside = below + above;
        if (third > first && outside > 0 && outside >= WORTH_A_WORD * sorted.length) {
            told(column.name(), sorted, outside, low, high);
        }
    }

    private void told(String column, double[] sorted, int outside, double low, double high) {
        double least = sorted[0];
        double most = sorted[sorted.length - 1];
        double farthest = low - least > most - high ? least : most;
        double share = (double) outside / sorted.length;
        findings.judge(DataCheck.MAX_OUTLIERS, column, share,
                ("%,d of %,d %s (%.2f %%) lie outside %.4g … %.4g, the farthest is %.6g;"
                        + " look for wrong units and codes for missing values, then correct or clip them")
                        .formatted(outside, sorted.length, units, 100 * share, low, high, farthest));
    }
}
