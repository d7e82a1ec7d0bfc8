package dev.fairway.training;

import dev.fairway.registry.VersionFolder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Specs as they are stored, with what a test is about written over the defaults. */
public final class Specs {

    private static final String PLAIN = """
            {"model": "credit", "dataset": {"name": "credit"}, "target": "y", "task": "auto",
             "features": {"include": [], "exclude": [], "types": {}},
             "fairness": {"attributes": [], "favourable": []},
             "checks": {},
             "preprocessing": {"missing": "impute", "numeric": "standardise", "categorical": "embedding",
                               "max_categories": 1000},
             "split": {"method": "stratified", "validation": 0.1, "test": 0.2},
             "architecture": {"type": "mlp", "hidden": [16], "dropout": 0.1, "batch_norm": true},
             "loss": "auto", "class_weights": null,
             "optimizer": {"type": "adamw", "learning_rate": 0.01, "momentum": 0.9, "weight_decay": 0.0001,
                           "l1": 0.0, "clip_norm": 1.0, "schedule": "cosine", "warmup_steps": 5},
             "epochs": 5, "batch_size": 64,
             "early_stopping": {"metric": "validation_loss", "patience": 5, "min_delta": 0.0},
             "gate": {"min": {}, "min_disparate_impact": null},
             "on_success": null, "device": "auto", "seed": 7, "threads": 1, "timeout": "PT10M"}
            """;

    private Specs() {}

    /** The plain spec, with the fields of a JSON object written over it. */
    public static TrainSpec with(String json) {
        ObjectNode spec = (ObjectNode) VersionFolder.JSON.readTree(PLAIN);
        merge(spec, (ObjectNode) VersionFolder.JSON.readTree(json));
        return VersionFolder.JSON.treeToValue(spec, TrainSpec.class);
    }

    private static void merge(ObjectNode into, ObjectNode from) {
        for (var field : from.properties()) {
            JsonNode old = into.get(field.getKey());
            if (old instanceof ObjectNode object && field.getValue() instanceof ObjectNode update) {
                merge(object, update);
            } else {
                into.set(field.getKey(), field.getValue());
            }
        }
    }
}
