package dev.fairway.statistics;

/**
 * The step-up correction of Benjamini and Hochberg (1995): among the rejected hypotheses the expected share of true
 * ones stays at the level, for tests that are independent or positively dependent.
 */
public final class BenjaminiHochberg {

    private BenjaminiHochberg() {}

    /**
     * The p-values to compare with the false discovery rate.
     *
     * @param pValues a p-value per hypothesis, in any order
     * @return the corrected p-values in the same order, at most 1
     */
    public static double[] adjusted(double... pValues) {
        int[] ascending = Ranks.ascending(pValues);
        double[] adjusted = new double[pValues.length];
        double least = 1;
        for (int i = ascending.length - 1; i >= 0; i--) {
            least = Math.min(least, pValues[ascending[i]] * pValues.length / (i + 1));
            adjusted[ascending[i]] = least;
        }
        return adjusted;
    }
}
