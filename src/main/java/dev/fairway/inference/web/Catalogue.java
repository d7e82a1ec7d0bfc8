package dev.fairway.inference.web;

import dev.fairway.inference.UnknownModel;
import dev.fairway.registry.ModelName;
import dev.fairway.registry.ModelVersion;
import dev.fairway.registry.Models;
import dev.fairway.registry.VersionId;
import java.util.List;
import org.springframework.stereotype.Component;

/** Finds what a path names among the registered models, loaded or not. */
@Component
class Catalogue {

    private final Models models;

    Catalogue(Models models) {
        this.models = models;
    }

    /** Names of the models that an unversioned call reaches. */
    List<String> inProduction() {
        return models.aliased(Models.PRODUCTION).stream().map(id -> id.model().value()).sorted().toList();
    }

    Models.Model model(String segment) {
        ModelName name = Paths.model(segment);
        return models.find(name).orElseThrow(() -> new UnknownModel("there is no model %s".formatted(name)));
    }

    ModelVersion version(String model, String segment) {
        return version(Paths.version(model, segment));
    }

    ModelVersion labelled(String model, String alias) {
        ModelName name = Paths.model(model);
        return version(models.alias(name, alias)
                .orElseThrow(() -> new UnknownModel("model %s has no alias %s".formatted(name, alias))));
    }

    /** The version that an unversioned call reaches. */
    ModelVersion production(String model) {
        return labelled(model, Models.PRODUCTION);
    }

    private ModelVersion version(VersionId id) {
        return models.version(id)
                .orElseThrow(() -> new UnknownModel("model %s has no version %d".formatted(id.model(), id.number())));
    }
}
