package dev.fairway.training.request;

import dev.fairway.contract.Refusal;
import dev.fairway.registry.ModelName;
import dev.fairway.training.WarmStart;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads {@code warm_start}: an alias, the number of a version, or an object with one of these and another model. */
record RequestedWarmStart(Fields body) {

    private static final String FIELD = "warm_start";
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

    @Nullable
    WarmStart read() {
        JsonNode node = body.node(FIELD);
        if (node == null) {
            return null;
        }
        if (!node.isObject()) {
            return reference(null, node);
        }
        Fields fields = body.section(FIELD);
        ModelName model = model(fields);
        JsonNode version = fields.node("version");
        JsonNode alias = fields.node("alias");
        fields.end();
        if ((version == null) == (alias == null)) {
            body.wrong(FIELD, "must have one of version and alias");
            return null;
        }
        return reference(model, version == null ? alias : version);
    }

    private @Nullable ModelName model(Fields fields) {
        String name = fields.text("model");
        try {
            return name == null ? null : new ModelName(name);
        } catch (Refusal e) {
            fields.wrong("model", e.errors().getFirst().message());
            return null;
        }
    }

    private @Nullable WarmStart reference(@Nullable ModelName model, @Nullable JsonNode node) {
        String word = node == null || !node.isValueNode() || node.isBoolean() ? "" : node.asString();
        if (NUMBER.matcher(word).matches()) {
            return new WarmStart(model, null, Integer.valueOf(word));
        }
        if (!word.matches("[a-z][a-z0-9_-]{0,49}")) {
            body.wrong(FIELD, "must be an alias, such as production, or the number of a version, not " + node);
            return null;
        }
        return new WarmStart(model, word, null);
    }
}
