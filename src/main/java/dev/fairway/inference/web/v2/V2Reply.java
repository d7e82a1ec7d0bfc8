package dev.fairway.inference.web.v2;

import dev.fairway.contract.Refusal;
import dev.fairway.inference.Answer;
import dev.fairway.inference.Output;
import dev.fairway.inference.json.JsonWriter;
import dev.fairway.inference.json.V2Output;
import dev.fairway.inference.json.V2Request;
import dev.fairway.inference.table.PredictedTensors;
import dev.fairway.inference.web.Replies;
import dev.fairway.tensor.DataType;
import dev.fairway.tensor.Signature;
import dev.fairway.tensor.Tensor;
import dev.fairway.tensor.TensorSpec;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes an answer as V2 does: one tensor per output, in the document, or behind it where the request asks for that. A
 * number that JSON has no word for (NaN, an infinity) can only be had in the binary part, so it is refused in the other.
 */
final class V2Reply {

    /** All outputs, each binary: what a request that is nothing but a tensor's bytes gets. */
    static final V2Request RAW = new V2Request(null, Map.of("binary_data_output", true), List.of(), List.of());

    private final V2Request request;
    private final JsonWriter json = new JsonWriter();
    private final List<ByteBuffer> behind = new ArrayList<>(0);

    V2Reply(V2Request request) {
        this.request = request;
    }

    /** @throws Refusal when the request asks for an output that the version does not have, or for what is not done to it */
    static void check(V2Request request, Signature signature) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < request.outputs().size(); i++) {
            V2Output output = request.outputs().get(i);
            String place = "outputs[%d]".formatted(i);
            if (signature.output(output.name()).isEmpty()) {
                throw Refusal.malformed(place + ".name", "%s is no output of this model; there are %s"
                        .formatted(output.name(), signature.outputs().stream().map(TensorSpec::name).toList()));
            }
            if (!names.add(output.name())) {
                throw Refusal.malformed(place + ".name",
                        "%s is asked for twice; once is enough".formatted(output.name()));
            }
            if (!Long.valueOf(0).equals(output.parameters().getOrDefault("classification", 0L))) {
                throw Refusal.malformed(place + ".parameters.classification",
                        "is not spoken here; leave it out and pick the greatest elements");
            }
        }
    }

    /** @throws Refusal when an output that is to be written as JSON has no words there */
    void write(Answer answer, HttpServletResponse response) {
        json.startObject();
        json.name("model_name").string(answer.version().model().value());
        json.name("model_version").string(Integer.toString(answer.version().number()));
        if (request.id() != null) {
            json.name("id").string(request.id());
        }
        json.name("parameters").startObject().name("prediction_ids").startArray();
        answer.predictionIds().forEach(json::string);
        json.endArray().endObject();
        json.name("outputs").startArray();
        outputs(switch (answer.output()) {
            case Output.Predicted(var predictions) -> PredictedTensors.of(predictions);
            case Output.Tensors(var tensors) -> tensors;
        });
        json.endArray().endObject();
        send(response);
    }

    /** Those asked for, in the order in which they were asked for; all when none was named. */
    private void outputs(List<Tensor> outputs) {
        if (request.outputs().isEmpty()) {
            outputs.forEach(output -> output(output, request.isBinary()));
        }
        for (V2Output asked : request.outputs()) {
            outputs.stream()
                    .filter(output -> output.name().equals(asked.name()))
                    .findFirst()
                    .ifPresent(output -> output(output, request.isBinary(asked)));
        }
    }

    private void output(Tensor output, boolean binary) {
        json.startObject();
        json.name("name").string(output.name());
        json.name("datatype").string(output.type().name());
        json.name("shape").startArray();
        output.shape().forEach(json::number);
        json.endArray();
        if (binary) {
            json.name("parameters").startObject().name("binary_data_size").number(output.data().limit()).endObject();
            behind.add(output.data());
        } else {
            json.name("data");
            data(output);
        }
        json.endObject();
    }

    private void data(Tensor output) {
        if (output.type() == DataType.BYTES) {
            json.startArray();
            output.toBytes().forEach(element -> json.string(text(output, element)));
            json.endArray();
            return;
        }
        int odd = JsonWriter.firstNotFinite(output.type(), output.data());
        if (odd >= 0) {
            throw Refusal.invalid("outputs." + output.name(),
                    "element %d is NaN or infinite, for which JSON has no word".formatted(odd)
                            + "; send other values, or ask for the output with binary_data");
        }
        json.elements(output.type(), output.data());
    }

    private static String text(Tensor output, byte[] element) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(element)).toString();
        } catch (CharacterCodingException _) {
            throw Refusal.invalid("outputs." + output.name(),
                    "has an element that is no UTF-8 text; ask for the output with binary_data");
        }
    }

    private void send(HttpServletResponse response) {
        byte[] document = json.toBytes();
        if (!behind.isEmpty()) {
            response.setHeader(InferBody.HEADER, Integer.toString(document.length));
        }
        Replies.send(response, behind.isEmpty() ? Replies.JSON_TYPE : "application/octet-stream", document, behind);
    }
}
