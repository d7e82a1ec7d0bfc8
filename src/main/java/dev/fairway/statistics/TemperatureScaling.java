package dev.fairway.statistics;

/**
 * The one number that a network's logits are divided by so that its probabilities are the likeliest (Guo et al. 2017,
 * arXiv:1706.04599, section 4.2). It changes no prediction, only how sure each is.
 */
public final class TemperatureScaling {

    /** Temperatures are looked for between the e to the minus and the plus of this. */
    private static final double FARTHEST = 5;
    private static final int HALVINGS = 60;

    private final float[] logits;
    private final int[] truth;
    private final int classes;

    private TemperatureScaling(float[] logits, int[] truth, int classes) {
        this.logits = logits;
        this.truth = truth;
        this.classes = classes;
    }

    /**
     * Fits the temperature. The log likelihood is concave in its inverse, so that halving finds the one maximum; where
     * there is none, because every row is right or wrong for sure, it is the end of the range.
     *
     * @param logits row by row, a logit per class
     * @param truth index of the true class of each row
     * @return above 1 for a network that is too sure of itself, below 1 for one that doubts too much
     * @throws IllegalArgumentException when there is no row or the lengths do not fit
     */
    public static double fit(float[] logits, int[] truth, int classes) {
        if (truth.length == 0 || logits.length != (long) truth.length * classes) {
            throw new IllegalArgumentException(
                    "%d rows of %d classes do not go with %d logits".formatted(truth.length, classes, logits.length));
        }
        TemperatureScaling scaling = new TemperatureScaling(logits, truth, classes);
        double hotter = -FARTHEST;
        double colder = FARTHEST;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (hotter + colder) / 2;
            if (scaling.slope(Math.exp(middle)) > 0) {
                hotter = middle;
            } else {
                colder = middle;
            }
        }
        return Math.exp(-(hotter + colder) / 2);
    }

    /** Slope of the log likelihood in the inverse temperature: the true logits less those to be expected. */
    private double slope(double inverse) {
        double slope = 0;
        for (int row = 0; row < truth.length; row++) {
            int from = row * classes;
            slope += logits[from + truth[row]] - expected(from, inverse);
        }
        return slope;
    }

    private double expected(int from, double inverse) {
        double greatest = logits[from];
        for (int c = 1; c < classes; c++) {
            greatest = Math.max(greatest, logits[from + c]);
        }
        double sum = 0;
        double weighted = 0;
        for (int c = 0; c < classes; c++) {
            double weight = Math.exp(inverse * (logits[from + c] - greatest));
            sum += weight;
            weighted += weight * logits[from + c];
        }
        return weighted / sum;
    }
}
