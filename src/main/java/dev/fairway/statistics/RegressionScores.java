package dev.fairway.statistics;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How well predicted quantities fit the true ones.
 *
 * <p>The scores by name: {@code rmse}, the root of the mean squared error, and {@code mae}, the mean absolute error,
 * both in the target's units; {@code r2}, the share of the variance that is explained, 1 − Σ(y−ŷ)² / Σ(y−ȳ)², at most
 * 1, below 0 for a model worse than the mean, left out where the truth is constant.
 */
public final class RegressionScores {

    private RegressionScores() {}

    /**
     * Scores predictions.
     *
     * @return the scores by name, in the order above
     * @throws IllegalArgumentException when there is no row, the lengths differ or a number is not finite
     */
    public static Map<String, Double> of(double[] truth, double[] predicted) {
        check(truth, predicted);
        double mean = mean(truth);
        double squares = 0;
        double distances = 0;
        double spread = 0;
        for (int row = 0; row < truth.length; row++) {
            double error = truth[row] - predicted[row];
            squares += error * error;
            distances += Math.abs(error);
            spread += (truth[row] - mean) * (truth[row] - mean);
        }
        Map<String, Double> byName = new LinkedHashMap<>();
        byName.put("rmse", Math.sqrt(squares / truth.length));
        byName.put("mae", distances / truth.length);
        if (spread > 0) {
            byName.put("r2", 1 - squares / spread);
        }
        return Collections.unmodifiableMap(byName);
    }

    static void check(double[] truth, double[] predicted) {
        if (truth.length == 0 || truth.length != predicted.length) {
            throw new IllegalArgumentException(
                    "%d true values do not go with %d predicted ones".formatted(truth.length, predicted.length));
        }
        for (int row = 0; row < truth.length; row++) {
            if (!Double.isFinite(truth[row]) || !Double.isFinite(predicted[row])) {
                throw new IllegalArgumentException(
                        "row %d is not finite: true %s, predicted %s".formatted(row, truth[row], predicted[row]));
            }
        }
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
