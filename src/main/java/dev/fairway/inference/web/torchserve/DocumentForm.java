package dev.fairway.inference.web.torchserve;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** How a JSON document asks, told by its outermost fields. */
enum DocumentForm {
    /** Tensors with their datatypes. */
    V2,
    /** {@code instances} or {@code inputs}. */
    V1,
    /** An array of rows, or a tensor. */
    LIST,
    /** One row. */
    SINGLE;

    static DocumentForm of(JsonParser json) {
        JsonToken start = json.nextToken();
        if (start == JsonToken.START_ARRAY) {
            return LIST;
        }
        if (start != JsonToken.START_OBJECT) {
            return SINGLE;
        }
        for (String field = json.nextName(); field != null; field = json.nextName()) {
            json.nextToken();
            if (field.equals("instances")) {
                return V1;
            }
            if (field.equals("inputs")) {
                return isOfTensors(json) ? V2 : V1;
            }
            json.skipChildren();
        }
        return SINGLE;
    }

    private static boolean isOfTensors(JsonParser json) {
        if (json.currentToken() != JsonToken.START_ARRAY || json.nextToken() != JsonToken.START_OBJECT) {
            return false;
        }
        for (String field = json.nextName(); field != null; field = json.nextName()) {
            if (field.equals("datatype")) {
                return true;
            }
            json.nextToken();
            json.skipChildren();
        }
        return false;
    }
}
