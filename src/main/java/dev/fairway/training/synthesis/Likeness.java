package dev.fairway.training.synthesis;

import dev.fairway.feature.RowRecipe;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How like made rows are to real ones, column by column and as a whole. All rows are vectors as {@link RowRecipe#vectors}
 * gives them.
 */
public record Likeness(RowRecipe recipe, float[][] real, float[][] made) {

    /** Bins of equal frequency of a numeric column. */
    private static final int BINS = 10;

    /**
     * {@code js_distance}, the mean over the columns of the Jensen–Shannon distance (the root of the divergence in bits;
     * Endres and Schindelin 2003), 0 for the same and 1 for nothing in common; {@code worst_js_distance}, that of the column
     * where it is greatest; {@code detection_auroc}, how well a logistic regression tells made rows from real ones: 0.5 not
     * at all, 1 always.
     */
    public Map<String, Double> scores(long seed) {
        double sum = 0;
        double worst = 0;
        int from = 0;
        for (RowRecipe.Part part : recipe.parts()) {
            double distance = distance(counts(part, from, real), counts(part, from, made));
            sum += distance;
            worst = Math.max(worst, distance);
            from += part.width();
        }
        Map<String, Double> scores = new LinkedHashMap<>();
        scores.put("js_distance", sum / recipe.parts().size());
        scores.put("worst_js_distance", worst);
        scores.put("detection_auroc", new Detection(real, made).auroc(seed));
        return scores;
    }

    private static double[] counts(RowRecipe.Part part, int from, float[][] rows) {
        double[] shares = new double[part instanceof RowRecipe.Quantity ? BINS : part.width()];
        for (float[] row : rows) {
            if (part instanceof RowRecipe.Quantity) {
                double rank = (row[from] / Math.sqrt(3) + 1) / 2;
                shares[Math.clamp((int) (rank * BINS), 0, BINS - 1)] += 1.0 / rows.length;
            } else {
                for (int i = 0; i < shares.length; i++) {
                    shares[i] += row[from + i] / rows.length;
                }
            }
        }
        return shares;
    }

    private static double distance(double[] p, double[] q) {
        double divergence = 0;
        for (int i = 0; i < p.length; i++) {
            double middle = (p[i] + q[i]) / 2;
            divergence += (term(p[i], middle) + term(q[i], middle)) / 2;
        }
        return Math.sqrt(Math.max(0, divergence));
    }

    private static double term(double share, double middle) {
        return share == 0 ? 0 : share * Math.log(share / middle) / Math.log(2);
    }
}
