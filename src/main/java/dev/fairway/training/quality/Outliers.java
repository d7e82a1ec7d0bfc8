package dev.fairway.training.quality;

import dev.fairway.training.spec.DataCheck;

/**
 * Numbers beyond the outer fences of Tukey (Exploratory Data Analysis, 1977): three interquartile ranges below the first
 * quartile or above the third. Quartiles do not move with what lies outside, as means and deviations do. A column whose
 * middle half is one value has no fences. A single value is told when it is so far outside that it is another unit or a
 * code.
 */
final class Outliers implements ColumnCheck {

    private static final double RANGES = 3;
    private static final int FEWEST_VALUES = 20;
    /** A few far values are in most columns. */
    private static final double WORTH_A_WORD = 0.01;
    /** Interquartile ranges beyond a fence that no long tail reaches. */
    private static final double FAR = 100;

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
        int outside = outside(sorted, low, high);
        if (third > first && outside > 0) {
            double distance = Math.max(low - sorted[0], sorted[sorted.length - 1] - high) / (third - first);
            told(column.name(), sorted, outside, low, high, distance > FAR);
        }
    }

    private static int outside(double[] sorted, double low, double high) {
        int below = 0;
        while (sorted[below] < low) {
            below++;
        }
        int above = 0;
        while (sorted[sorted.length - 1 - above] > high) {
            above++;
        }
        return below + above;
    }

    private void told(String column, double[] sorted, int outside, double low, double high, boolean far) {
        double least = sorted[0];
        double most = sorted[sorted.length - 1];
        double farthest = low - least > most - high ? least : most;
        double share = (double) outside / sorted.length;
        String message = ("%,d of %,d %s (%.2f %%) lie outside %.4g … %.4g, the farthest is %.6g%s;"
                + " look for wrong units and codes for missing values, then correct or clip them").formatted(outside,
                        sorted.length, units, 100 * share, low, high, farthest,
                        far ? ", more than %.0f interquartile ranges away".formatted(FAR) : "");
        if (far) {
            findings.beyond(DataCheck.MAX_OUTLIERS, column, share, message);
        } else if (share >= WORTH_A_WORD) {
            findings.judge(DataCheck.MAX_OUTLIERS, column, share, message);
        }
    }
}
