package dev.fairway.inference.json;

import dev.fairway.contract.Refusal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one output that a request asks for. */
final class V2OutputJson {

    private static final String BINARY = "binary_data";

    private final JsonCursor json;
    private final String place;
    private @Nullable String name;
    private Map<String, @Nullable Object> parameters = Map.of();

    V2OutputJson(JsonCursor json, String place) {
        this.json = json;
        this.place = place;
    }

    /** @throws Refusal when it is malformed */
    V2Output read() {
        json.object(place, this::field);
        if (name == null) {
            throw Refusal.malformed(place + ".name", "is missing");
        }
        return new V2Output(name, parameters, V2Json.flag(parameters, BINARY, place + ".parameters"));
    }

    private void field(String field) {
        switch (field) {
            case "name" -> name = V2Json.string(json, place + ".name");
            case "parameters" -> parameters = V2Json.parameters(json, place + ".parameters");
            default -> throw Refusal.malformed(place + "." + field, "is not known here; send name, parameters");
        }
    }
}
