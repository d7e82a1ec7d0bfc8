package dev.fairway.inference.web.v1;

import dev.fairway.feature.Predictions;
import dev.fairway.inference.Answer;
import dev.fairway.inference.Output;
import dev.fairway.inference.web.Replies;
import dev.fairway.tensor.Tensor;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Writes an answer as V1 does: a prediction per row, or for tensors that came whole, output by output. */
final class V1Reply {

    private V1Reply() {}

    /** @throws dev.fairway.contract.Refusal when an output is nothing that JSON could tell */
    static void write(JsonGenerator json, Answer answer, boolean columnar) {
        json.writeStartObject();
        switch (answer.output()) {
            case Output.Predicted(Predictions predictions) -> predictions(json, predictions);
            case Output.Tensors(List<Tensor> tensors) -> {
                if (columnar) {
                    json.writeName("outputs");
                    new TensorJson(json, tensors).whole();
                } else {
                    json.writeName("predictions");
                    new TensorJson(json, tensors).rows(answer.predictionIds().size());
                }
            }
        }
        json.writeStringProperty("model_name", answer.version().model().value());
        json.writeStringProperty("model_version", Integer.toString(answer.version().number()));
        Replies.strings(json, "prediction_ids", answer.predictionIds());
        json.writeEndObject();
    }

    private static void predictions(JsonGenerator json, Predictions predictions) {
        json.writeArrayPropertyStart("predictions");
        for (int row = 0; row < predictions.rows(); row++) {
            json.writeStartObject();
            switch (predictions) {
                case Predictions.Classified classified -> classified(json, classified, row);
                case Predictions.Estimated estimated -> json.writeNumberProperty("value", estimated.values()[row]);
                case Predictions.Scored scored -> scored(json, scored, row);
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void scored(JsonGenerator json, Predictions.Scored predictions, int row) {
        json.writeNumberProperty("score", predictions.scores()[row]);
        json.writeNumberProperty("threshold", predictions.threshold());
        json.writeBooleanProperty("anomaly", predictions.isAnomaly(row));
    }

    private static void classified(JsonGenerator json, Predictions.Classified predictions, int row) {
        json.writeStringProperty("label", predictions.label(row));
        json.writeNumberProperty("score", predictions.probability(row, predictions.classes()[row]));
        json.writeObjectPropertyStart("probabilities");
        for (int label = 0; label < predictions.labels().size(); label++) {
            json.writeNumberProperty(predictions.labels().get(label), predictions.probability(row, label));
        }
        json.writeEndObject();
    }
}
