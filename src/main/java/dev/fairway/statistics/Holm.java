package dev.fairway.statistics;

/**
 * Holm's step-down correction (1979): the chance that any of several true hypotheses is rejected stays at the level,
 * however the tests depend on each other.
 */
public final class Holm {

    private Holm() {}

    /**
     * The p-values to compare with the level of the whole family.
     *
     * @param pValues a p-value per hypothesis, in any order
     * @return the corrected p-values in the same order, at most 1
     */
    public static double[] adjusted(double... pValues) {
        int[] ascending = Ranks.ascending(pValues);
        double[] adjusted = new double[pValues.length];
        double greatest = 0;
        for (int i = 0; i < ascending.length; i++) {
            greatest = Math.max(greatest, Math.min(1, (pValues.length - i) * pValues[ascending[i]]));
            adjusted[ascending[i]] = greatest;
        }
        return adjusted;
    }
}
