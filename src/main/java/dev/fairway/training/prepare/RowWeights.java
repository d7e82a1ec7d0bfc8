package dev.fairway.training.prepare;

import dev.fairway.training.TrainSpec;
import dev.fairway.training.examples.Truth;
import dev.fairway.training.spec.Loss;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** How much a row of each class counts in the loss; on average over the training rows 1. None where all count alike. */
record RowWeights(double[] byClass) {

    static RowWeights of(TrainSpec spec, Truth train) {
        Map<String, Double> given = spec.classWeights();
        boolean weighted = given != null || spec.loss().type() == Loss.Type.WEIGHTED_CROSS_ENTROPY;
        if (!weighted || !(train instanceof Truth.Classes classes)) {
            return new RowWeights(new double[0]);
        }
        long[] counts = classes.counts();
        double[] weights = given == null ? balanced(counts) : given(given, classes.labels().words());
        double total = 0;
        for (int i = 0; i < weights.length; i++) {
            total += weights[i] * counts[i];
        }
        double mean = total / train.rows();
        return new RowWeights(Arrays.stream(weights).map(weight -> weight / mean).toArray());
    }

    private static double[] balanced(long[] counts) {
        return Arrays.stream(counts).mapToDouble(count -> 1.0 / Math.max(1, count)).toArray();
    }

    private static double[] given(Map<String, Double> weights, List<String> labels) {
        return labels.stream().mapToDouble(label -> weights.getOrDefault(label, 1.0)).toArray();
    }
}
