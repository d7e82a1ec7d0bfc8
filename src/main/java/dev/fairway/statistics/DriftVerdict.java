package dev.fairway.statistics;

/**
 * Whether a sample comes from elsewhere than its reference.
 *
 * @param outcome the answer
 * @param score the population stability index; NaN where the sample or the reference has no rows
 * @param threshold the score from which the answer is drift, at least the floor; infinite without rows
 * @param pValue how likely chance alone gives such a score, corrected for the number of samples in the family; 1 where
 *     the sample was too small to be judged
 * @param rows rows of the sample
 * @param referenceRows rows of the reference
 * @param contributions what each bin adds to the score
 */
public record DriftVerdict(
        Outcome outcome,
        double score,
        double threshold,
        double pValue,
        long rows,
        long referenceRows,
        double[] contributions) {

    /** Too few rows say neither that a sample drifted nor that it did not. */
    public enum Outcome {
        OK, DRIFT, INSUFFICIENT_DATA
    }

    public boolean drifted() {
        return outcome == Outcome.DRIFT;
    }

    /**
     * Whether the reference is large enough for its own sampling error not to matter: ten times the sample. Below that
     * an unlucky reference is taken for drift in one window after the other.
     */
    public boolean referenceSuffices() {
        return referenceRows / 10 >= rows;
    }
}
