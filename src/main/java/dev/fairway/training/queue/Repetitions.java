package dev.fairway.training.queue;

import dev.fairway.contract.Refusal;
import dev.fairway.registry.ModelName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What is asked for when a model is trained again: what was asked for the last time, with changes. */
class Repetitions {

    private final StoredJobs jobs;

    Repetitions(StoredJobs jobs) {
        this.jobs = jobs;
    }

    /**
     * @param changes as JSON Merge Patch has them (RFC 7396); null for none
     * @throws Refusal when no job of the model has succeeded, and the changes do not name a data set themselves
     */
    JsonNode of(ModelName model, @Nullable JsonNode changes) {
        ObjectNode request = last(model).orElseGet(() -> {
            if (changes == null || !changes.has("dataset")) {
                throw new Refusal(Refusal.Kind.CONFLICT,
                        "no train job of model %s has succeeded that could be done again".formatted(model));
            }
            return JsonNodeFactory.instance.objectNode();
        });
        if (changes != null) {
            merge(request, changes);
        }
        goOnFromUpload(request, model);
        return request.put("model", model.value());
    }

    private Optional<ObjectNode> last(ModelName model) {
        return jobs.last(model).map(last -> {
            ObjectNode request = (ObjectNode) last.request();
            request.putObject("dataset").put("name", last.spec().dataset().name());
            return request.remove(List.of("search", "warm_start"));
        });
    }

    /** A network that was brought along is its own beginning: what goes on from a version takes that one's network. */
    private static void goOnFromUpload(ObjectNode request, ModelName model) {
        if (request.get("architecture") instanceof ObjectNode base
                && base.path("type").asString("").equals("torchscript")
                && request.path("warm_start").isString()) {
            base.put("model", model.value())
                    .put("version", request.remove("warm_start").asString())
                    .put("new_head", false);
        }
    }

    private static void merge(ObjectNode target, JsonNode patch) {
        for (Map.Entry<String, JsonNode> change : patch.properties()) {
            String name = change.getKey();
            if (change.getValue().isNull()) {
                target.remove(name);
            } else if (change.getValue().isObject() && !name.equals("dataset")) {
                merge(target.get(name) instanceof ObjectNode old ? old : target.putObject(name), change.getValue());
            } else {
                target.set(name, change.getValue());
            }
        }
    }
}
