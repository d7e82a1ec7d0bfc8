package dev.fairway.inference.web.torchserve;

import dev.fairway.feature.Predictions.Classified;
import dev.fairway.feature.Predictions.Estimated;
import dev.fairway.feature.Predictions.Scored;
import dev.fairway.inference.Answer;
import dev.fairway.inference.Output;
import dev.fairway.inference.web.Replies;
import dev.fairway.inference.web.v1.TensorJson;
import dev.fairway.tensor.Tensor;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.core.JsonGenerator;

/**
 * Writes an answer as TorchServe's handlers do: the most probable classes with their probabilities, a number, or nested
 * arrays. What a client of TorchServe has no field for, the version and the ids of the predictions, stands in headers.
 */
final class PredictionReply {

    private static final int CLASSES = 5;
    /** Ids that headers have room for. */
    private static final int IDS = 50;

    private PredictionReply() {}

    /** @param single whether one prediction is expected, not a list */
    static void write(HttpServletResponse response, Answer answer, boolean single) {
        response.setHeader("X-Model-Version", Integer.toString(answer.version().number()));
        if (answer.predictionIds().size() <= IDS) {
            response.setHeader("X-Prediction-Id", String.join(",", answer.predictionIds()));
        }
        Replies.write(response, json -> {
            switch (answer.output()) {
                case Output.Predicted(Classified classified) ->
                    write(json, classified.rows(), single, row -> classes(json, classified, row));
                case Output.Predicted(Estimated estimated) ->
                    write(json, estimated.rows(), single, row -> json.writeNumber(estimated.values()[row]));
                case Output.Predicted(Scored scored) ->
                    write(json, scored.rows(), single, row -> json.writeNumber(scored.scores()[row]));
                case Output.Tensors(List<Tensor> tensors) -> new TensorJson(json, tensors).whole();
            }
        });
    }

    private static void write(JsonGenerator json, int rows, boolean single, Row row) {
        if (single && rows == 1) {
            row.write(0);
            return;
        }
        json.writeStartArray();
        IntStream.range(0, rows).forEach(row::write);
        json.writeEndArray();
    }

    private static void classes(JsonGenerator json, Classified predictions, int row) {
        json.writeStartObject();
        IntStream.range(0, predictions.labels().size())
                .boxed()
                .sorted(Comparator.comparingDouble((Integer label) -> -predictions.probability(row, label)))
                .limit(CLASSES)
                .forEach(label -> json.writeNumberProperty(predictions.labels().get(label),
                        predictions.probability(row, label)));
        json.writeEndObject();
    }

    /** Writes what was predicted of a row. */
    private interface Row {

        void write(int row);
    }
}
