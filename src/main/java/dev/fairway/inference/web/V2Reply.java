package dev.fairway.inference.web;

import dev.fairway.feature.Predictions;
import dev.fairway.feature.Target;
import dev.fairway.inference.Answer;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes an answer as V2 does: one tensor per output. */
final class V2Reply {

    private V2Reply() {}

    /** The outputs of a model that predicts the target. */
    static List<String> outputs(Target target) {
        return switch (target) {
            case Target.Classes _ -> List.of("label", "score", "probabilities");
            case Target.Quantity _ -> List.of("value");
        };
    }

    /** @throws dev.fairway.contract.Refusal when the model has no such output */
    static Collection<String> chosen(Target target, List<String> asked) {
        List<String> known = outputs(target);
        for (int i = 0; i < asked.size(); i++) {
            Bodies.require(known.contains(asked.get(i)), "outputs[%d].name".formatted(i),
                    "%s is no output of this model; there are %s".formatted(asked.get(i), known));
        }
        return asked.isEmpty() ? known : asked;
    }

    static void write(JsonGenerator json, Answer answer, @Nullable String id, Collection<String> outputs) {
        json.writeStartObject();
        json.writeStringProperty("model_name", answer.version().model().value());
        json.writeStringProperty("model_version", Integer.toString(answer.version().number()));
        if (id != null) {
            json.writeStringProperty("id", id);
        }
        json.writeObjectPropertyStart("parameters");
        Replies.strings(json, "prediction_ids", answer.predictionIds());
        json.writeEndObject();
        json.writeArrayPropertyStart("outputs");
        outputs.forEach(output -> write(json, output, V1Reply.predictions(answer)));
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String output, Predictions predictions) {
        switch (predictions) {
            case Predictions.Classified classified -> write(json, output, classified);
            case Predictions.Estimated estimated -> {
                start(json, output, "FP64", estimated.rows());
                for (double value : estimated.values()) {
                    json.writeNumber(value);
                }
                end(json);
            }
        }
    }

    private static void write(JsonGenerator json, String output, Predictions.Classified predictions) {
        switch (output) {
            case "label" -> {
                start(json, output, "BYTES", predictions.rows());
                for (int row = 0; row < predictions.rows(); row++) {
                    json.writeString(predictions.label(row));
                }
            }
            case "score" -> {
                start(json, output, "FP32", predictions.rows());
                for (int row = 0; row < predictions.rows(); row++) {
                    json.writeNumber(predictions.probability(row, predictions.classes()[row]));
                }
            }
            default -> {
                start(json, output, "FP32", predictions.rows(), predictions.labels().size());
                for (float probability : predictions.probabilities()) {
                    json.writeNumber(probability);
                }
            }
        }
        end(json);
    }

    private static void start(JsonGenerator json, String name, String datatype, int... shape) {
        json.writeStartObject();
        json.writeStringProperty("name", name);
        json.writeStringProperty("datatype", datatype);
        json.writeName("shape");
        json.writeArray(shape, 0, shape.length);
        json.writeArrayPropertyStart("data");
    }

    private static void end(JsonGenerator json) {
        json.writeEndArray();
        json.writeEndObject();
    }
}
