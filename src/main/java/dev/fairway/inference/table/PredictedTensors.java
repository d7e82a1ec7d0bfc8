package dev.fairway.inference.table;

import dev.fairway.feature.Predictions;
import dev.fairway.tensor.DataType;
import dev.fairway.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/** Predictions as the tensors that the metadata of their version tell of. */
public final class PredictedTensors {

    private PredictedTensors() {}

    public static List<Tensor> of(Predictions predictions) {
        return switch (predictions) {
            case Predictions.Classified classified ->
                List.of(labels(classified), scores(classified), Tensor.of("probabilities",
                        List.of(classified.rows(), classified.labels().size()), classified.probabilities()));
            case Predictions.Estimated estimated -> List.of(numbers("value", estimated.values()));
            case Predictions.Scored scored -> List.of(numbers("score", scored.scores()), anomalies(scored));
        };
    }

    private static Tensor labels(Predictions.Classified predictions) {
        List<byte[]> labels = predictions.labels()
                .stream()
                .map(label -> label.getBytes(StandardCharsets.UTF_8))
                .toList();
        return Tensor.of("label", List.of(predictions.rows()),
                IntStream.of(predictions.classes()).mapToObj(labels::get).toList());
    }

    private static Tensor scores(Predictions.Classified predictions) {
        float[] scores = new float[predictions.rows()];
        for (int row = 0; row < scores.length; row++) {
            scores[row] = predictions.probability(row, predictions.classes()[row]);
        }
        return Tensor.of("score", List.of(scores.length), scores);
    }

    private static Tensor anomalies(Predictions.Scored predictions) {
        ByteBuffer data = Tensor.allocate(predictions.rows(), DataType.BOOL);
        for (int row = 0; row < predictions.rows(); row++) {
            data.put((byte) (predictions.isAnomaly(row) ? 1 : 0));
        }
        return new Tensor("anomaly", DataType.BOOL, List.of(predictions.rows()), data.flip());
    }

    private static Tensor numbers(String name, double[] values) {
        ByteBuffer data = Tensor.allocate(values.length, DataType.FP64);
        data.asDoubleBuffer().put(values);
        return new Tensor(name, DataType.FP64, List.of(values.length), data);
    }
}
