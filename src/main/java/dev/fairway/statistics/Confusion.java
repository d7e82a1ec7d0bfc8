package dev.fairway.statistics;

/**
 * What was predicted for the rows of a group, and what was true of them. Counts of parts add up to those of the whole.
 *
 * @param truePositives rows that were predicted the favourable outcome and had it
 * @param falsePositives rows that were predicted it and had it not
 * @param falseNegatives rows that were not predicted it and had it
 * @param trueNegatives rows that were not predicted it and had it not
 */
public record Confusion(long truePositives, long falsePositives, long falseNegatives, long trueNegatives) {

    public static final Confusion NONE = new Confusion(0, 0, 0, 0);

    /** The counts with one row more. */
    public Confusion plus(boolean predicted, boolean actual) {
        if (predicted) {
            return plus(actual ? new Confusion(1, 0, 0, 0) : new Confusion(0, 1, 0, 0));
        }
        return plus(actual ? new Confusion(0, 0, 1, 0) : new Confusion(0, 0, 0, 1));
    }

    public Confusion plus(Confusion other) {
        return new Confusion(truePositives + other.truePositives, falsePositives + other.falsePositives,
                falseNegatives + other.falseNegatives, trueNegatives + other.trueNegatives);
    }

    public long rows() {
        return truePositives + falsePositives + falseNegatives + trueNegatives;
    }

    /** Rows that were predicted the favourable outcome. */
    public Rate selected() {
        return new Rate(truePositives + falsePositives, rows());
    }

    /** Rows that had the favourable outcome. */
    public Rate base() {
        return new Rate(truePositives + falseNegatives, rows());
    }

    public Rate accuracy() {
        return new Rate(truePositives + trueNegatives, rows());
    }

    /** Of the rows that had the outcome, those that were predicted it. */
    public Rate truePositiveRate() {
        return new Rate(truePositives, truePositives + falseNegatives);
    }

    /** Of the rows that had the outcome, those that were not predicted it. */
    public Rate falseNegativeRate() {
        return new Rate(falseNegatives, truePositives + falseNegatives);
    }

    /** Of the rows that had the outcome not, those that were predicted it. */
    public Rate falsePositiveRate() {
        return new Rate(falsePositives, falsePositives + trueNegatives);
    }

    /** Of the rows that were predicted the outcome, those that had it: the positive predictive value. */
    public Rate precision() {
        return new Rate(truePositives, truePositives + falsePositives);
    }

    /** Of the rows that were not predicted the outcome, those that had it. */
    public Rate falseOmissionRate() {
        return new Rate(falseNegatives, falseNegatives + trueNegatives);
    }
}
