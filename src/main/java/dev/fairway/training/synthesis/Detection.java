package dev.fairway.training.synthesis;

import dev.fairway.statistics.AnomalyScores;
import java.util.SplittableRandom;

/**
 * Tells made rows from real ones by a logistic regression on their numbers and the squares of these, learnt on every other
 * row and judged by the rest.
 */
record Detection(float[][] real, float[][] made) {

    private static final int PASSES = 30;
    private static final double RATE = 0.05;
    private static final double DECAY = 1e-4;

    double auroc(long seed) {
        int rows = Math.min(real.length, made.length);
        double[] weights = new double[2 * real[0].length + 1];
        SplittableRandom random = new SplittableRandom(seed);
        for (int step = 0; step < PASSES * rows; step++) {
            int row = 2 * random.nextInt((rows + 1) / 2);
            boolean isMade = random.nextBoolean();
            learn(weights, isMade ? made[row] : real[row], isMade, RATE / (1 + 4.0 * step / (PASSES * rows)));
        }
        double[] scores = new double[rows - rows % 2];
        boolean[] isMade = new boolean[scores.length];
        for (int row = 0; row + 1 < rows; row += 2) {
            scores[row] = score(weights, real[row + 1]);
            scores[row + 1] = score(weights, made[row + 1]);
            isMade[row + 1] = true;
        }
        return AnomalyScores.of(isMade, scores, Double.POSITIVE_INFINITY).getOrDefault("auroc", Double.NaN);
    }

    private static void learn(double[] weights, float[] row, boolean isMade, double rate) {
        double step = rate * ((isMade ? 1 : 0) - 1 / (1 + Math.exp(-score(weights, row))));
        for (int i = 0; i < row.length; i++) {
            weights[2 * i] += step * row[i] - rate * DECAY * weights[2 * i];
            weights[2 * i + 1] += step * row[i] * row[i] - rate * DECAY * weights[2 * i + 1];
        }
        weights[weights.length - 1] += step;
    }

    private static double score(double[] weights, float[] row) {
        double score = weights[weights.length - 1];
        for (int i = 0; i < row.length; i++) {
            score += weights[2 * i] * row[i] + weights[2 * i + 1] * row[i] * row[i];
        }
        return score;
    }
}
