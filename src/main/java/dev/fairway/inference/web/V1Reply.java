package dev.fairway.inference.web;

import dev.fairway.feature.Predictions;
import dev.fairway.inference.Answer;
import dev.fairway.inference.Output;
import tools.jackson.core.JsonGenerator;

/** Writes an answer as V1 does: one prediction per row. */
final class V1Reply {

    private V1Reply() {}

    static void write(JsonGenerator json, Answer answer) {
        json.writeStartObject();
        json.writeArrayPropertyStart("predictions");
        for (int row = 0; row < predictions(answer).rows(); row++) {
            json.writeStartObject();
            switch (predictions(answer)) {
                case Predictions.Classified classified -> classified(json, classified, row);
                case Predictions.Estimated estimated -> json.writeNumberProperty("value", estimated.values()[row]);
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringProperty("model_name", answer.version().model().value());
        json.writeStringProperty("model_version", Integer.toString(answer.version().number()));
        Replies.strings(json, "prediction_ids", answer.predictionIds());
        json.writeEndObject();
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

    static Predictions predictions(Answer answer) {
        if (answer.output() instanceof Output.Predicted(Predictions predictions)) {
            return predictions;
        }
        throw new IllegalStateException("a model of rows gives predictions");
    }
}
