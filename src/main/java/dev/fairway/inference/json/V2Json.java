package dev.fairway.inference.json;

import dev.fairway.contract.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads an inference request of the Open Inference Protocol straight from its bytes, each tensor into a buffer of its
 * datatype, without a token or an object per element: numbers are most of a request, and reading them most of what a
 * small model costs.
 */
public final class V2Json {

    static final String BINARY_OUTPUT = "binary_data_output";

    private final JsonCursor json;
    private final List<V2Input> inputs = new ArrayList<>();
    private final List<V2Output> outputs = new ArrayList<>();
    private boolean filled;
    private @Nullable String id;
    private Map<String, @Nullable Object> parameters = Map.of();

    private V2Json(JsonCursor json) {
        this.json = json;
    }

    /**
     * @param body holds the document, in UTF-8, in its first bytes
     * @param length how many bytes the document has; in a body with a binary part, those before it
     * @throws Refusal {@link Refusal.Kind#MALFORMED} when it is no JSON, not what the protocol asks for or not as the
     *     shapes say, with the field or with line and column; {@link Refusal.Kind#INVALID} when an element is not of
     *     its datatype
     */
    public static V2Request read(byte[] body, int length) {
        return new V2Json(new JsonCursor(body, length)).read();
    }

    private V2Request read() {
        require(json.peek() == '{', "body", "must be an object with inputs");
        json.object("", this::field);
        json.expectEnd();
        flag(parameters, BINARY_OUTPUT, "parameters");
        require(filled, "inputs", "is missing; send a tensor per input of the model");
        return new V2Request(id, parameters, inputs, outputs);
    }

    private void field(String field) {
        switch (field) {
            case "id" -> id = string(json, field);
            case "parameters" -> parameters = parameters(json, field);
            case "inputs" -> inputs();
            case "outputs" -> outputs();
            default -> throw Refusal.malformed(field, "is not known here; send id, parameters, inputs, outputs");
        }
    }

    private void inputs() {
        require(json.peek() == '[', "inputs", "must be an array of tensors");
        json.array(i -> {
            String place = "inputs[" + i + "]";
            require(json.peek() == '{', place, "must be an object");
            inputs.add(new V2InputJson(json, place).read());
        });
        filled = true;
    }

    private void outputs() {
        require(json.peek() == '[', "outputs", "must be an array of objects with a name");
        json.array(i -> outputs.add(output("outputs[" + i + "]")));
    }

    private V2Output output(String place) {
        require(json.peek() == '{', place, "must be an object with a name");
        return new V2OutputJson(json, place).read();
    }

    /** @throws Refusal when something else than a string comes next */
    static String string(JsonCursor json, String place) {
        require(json.peek() == '"', place, "must be a string");
        return json.string();
    }

    static Map<String, @Nullable Object> parameters(JsonCursor json, String place) {
        require(json.peek() == '{', place, "must be an object");
        return json.map(place);
    }

    /** @throws Refusal when the parameter is given and neither true nor false */
    static @Nullable Boolean flag(Map<String, @Nullable Object> parameters, String name, String place) {
        if (!parameters.containsKey(name)) {
            return null;
        }
        if (parameters.get(name) instanceof Boolean flag) {
            return flag;
        }
        throw Refusal.malformed(place + "." + name, "must be true or false");
    }

    private static void require(boolean holds, String place, String message) {
        if (!holds) {
            throw Refusal.malformed(place, message);
        }
    }
}
