package dev.fairway.training.worker;

import dev.fairway.feature.Predictions;
import dev.fairway.feature.Schema;
import dev.fairway.statistics.AnomalyScores;
import dev.fairway.statistics.ClassificationScores;
import dev.fairway.statistics.RegressionScores;
import dev.fairway.tensor.Tensor;
import dev.fairway.training.examples.Truth;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** How well a network's outputs fit the truth. */
record Scores(Schema schema) {

    Predictions predictions(float[] outputs, int rows) {
        return schema.predictions(Tensor.of("output", List.of(rows, outputs.length / rows), outputs));
    }

    Map<String, Double> of(float[] outputs, Truth truth) {
        return of(predictions(outputs, truth.rows()), truth);
    }

    static Map<String, Double> of(Predictions predictions, Truth truth) {
        return switch (predictions) {
            case Predictions.Classified classified -> ClassificationScores.of(((Truth.Classes) truth).indices(),
                    classified.probabilities(), classified.labels().size());
            case Predictions.Estimated estimated ->
                RegressionScores.of(((Truth.Quantity) truth).values(), estimated.values());
            case Predictions.Scored(double[] scores, double threshold) -> {
                Truth.Anomalies anomalies = (Truth.Anomalies) truth;
                yield anomalies.known() ? AnomalyScores.of(anomalies.anomalous(), scores, threshold)
                        : AnomalyScores.of(scores, threshold);
            }
        };
    }

    /** The predictions of the given rows, in their order. */
    static Predictions select(Predictions predictions, int[] rows) {
        return switch (predictions) {
            case Predictions.Classified all -> {
                int width = all.labels().size();
                float[] probabilities = new float[rows.length * width];
                for (int i = 0; i < rows.length; i++) {
                    System.arraycopy(all.probabilities(), rows[i] * width, probabilities, i * width, width);
                }
                yield new Predictions.Classified(all.labels(),
                        IntStream.of(rows).map(row -> all.classes()[row]).toArray(), probabilities);
            }
            case Predictions.Scored all -> new Predictions.Scored(
                    IntStream.of(rows).mapToDouble(row -> all.scores()[row]).toArray(), all.threshold());
            case Predictions.Estimated all ->
                new Predictions.Estimated(IntStream.of(rows).mapToDouble(row -> all.values()[row]).toArray());
        };
    }
}
