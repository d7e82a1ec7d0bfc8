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
            case Predictions.Estimated estimated -> List.of(values(estimated));
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

    private static Tensor values(Predictions.Estimated predictions) {
        ByteBuffer data = Tensor.allocate(predictions.rows(), DataType.FP64);
        data.asDoubleBuffer().put(predictions.values());
        return new Tensor("value", DataType.FP64, List.of(predictions.rows()), data);
    }
}
