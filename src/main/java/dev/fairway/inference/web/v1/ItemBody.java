package dev.fairway.inference.web.v1;

import dev.fairway.contract.Refusal;
import dev.fairway.inference.Input;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads images or texts: each a string, {@code {"b64": …}}, or an object with one of these under any name, as callers of
 * TensorFlow Serving name their model's input.
 */
final class ItemBody implements V1Body.Filling {

    private final JsonParser json;
    private final List<byte[]> items = new ArrayList<>();

    ItemBody(JsonParser json) {
        this.json = json;
    }

    @Override
    public void instance(int row) {
        item("instances[%d]".formatted(row));
    }

    @Override
    public Input rows(int count) {
        return new Input.Items(items);
    }

    @Override
    public Input inputs() {
        if (json.currentToken() == JsonToken.START_OBJECT) {
            String name = String.valueOf(json.nextName());
            json.nextToken();
            if (name.equals(Elements.B64)) {
                decoded("inputs");
                return new Input.Items(items);
            }
            several("inputs." + name);
            end("inputs");
        } else {
            several("inputs");
        }
        return new Input.Items(items);
    }

    private void several(String place) {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            item(place);
            return;
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            item("%s[%d]".formatted(place, items.size()));
        }
        if (items.isEmpty()) {
            throw Refusal.malformed(place, "is empty; send at least one row");
        }
    }

    private void item(String place) {
        switch (json.currentToken()) {
            case VALUE_STRING -> items.add(json.getString().getBytes(StandardCharsets.UTF_8));
            case START_OBJECT -> {
                String name = String.valueOf(json.nextName());
                json.nextToken();
                if (name.equals(Elements.B64)) {
                    decoded(place);
                } else {
                    items.add(Elements.bytes(json, place + "." + name));
                    end(place);
                }
            }
            default -> throw Refusal.invalid(place,
                    "must be a string or {\"b64\": \"…\"}, not %s".formatted(Cells.kind(json.currentToken())));
        }
    }

    private void decoded(String place) {
        items.add(Elements.decoded(json, place));
    }

    private void end(String place) {
        if (json.nextToken() != JsonToken.END_OBJECT) {
            throw Refusal.invalid(place, "has more than one value; an image or text has one");
        }
    }
}
