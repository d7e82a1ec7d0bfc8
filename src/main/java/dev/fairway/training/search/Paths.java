package dev.fairway.training.search;

import dev.fairway.contract.Refusal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes fields of a JSON object by their dotted paths. */
final class Paths {

    private Paths() {}

    /** @throws Refusal when the path leads through a field that is no object */
    static void set(ObjectNode body, String path, JsonNode value) {
        String[] names = path.split("\\.", -1);
        ObjectNode object = body;
        for (int i = 0; i < names.length - 1; i++) {
            JsonNode next = object.get(names[i]);
            if (next == null || next.isNull()) {
                object = object.putObject(names[i]);
            } else if (next instanceof ObjectNode child) {
                object = child;
            } else {
                throw Refusal.invalid(path, "'%s' is %s and has no fields".formatted(names[i], next));
            }
        }
        object.set(names[names.length - 1], value.deepCopy());
    }
}
