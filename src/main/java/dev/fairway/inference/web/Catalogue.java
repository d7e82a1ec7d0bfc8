package dev.fairway.inference.web;

import dev.fairway.contract.Page;
import dev.fairway.inference.UnknownModel;
import dev.fairway.registry.ModelName;
import dev.fairway.registry.ModelVersion;
import dev.fairway.registry.Models;
import dev.fairway.registry.VersionId;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Finds what a path names among the registered models, loaded or not. */
@Component
public class Catalogue {

    private static final int PAGE = 500;

    private final Models models;

    Catalogue(Models models) {
        this.models = models;
    }

    /** Names of the models that an unversioned call reaches. */
    public List<String> inProduction() {
        return models.aliased(Models.PRODUCTION).stream().map(id -> id.model().value()).sorted().toList();
    }

    /** Every version of every model. */
    public List<ModelVersion> versions() {
        List<ModelVersion> versions = new ArrayList<>();
        Page<Models.Model> page = models.list(new Page.Request(PAGE, null));
        page.items().forEach(model -> versions.addAll(model.versions()));
        while (page.next() != null) {
            page = models.list(new Page.Request(PAGE, page.next()));
            page.items().forEach(model -> versions.addAll(model.versions()));
        }
        return versions;
    }

    public Models.Model model(String segment) {
        ModelName name = Paths.model(segment);
        return models.find(name).orElseThrow(() -> new UnknownModel("there is no model %s".formatted(name)));
    }

    public ModelVersion version(String model, String segment) {
        return version(Paths.version(model, segment));
    }

    public ModelVersion labelled(String model, String alias) {
        ModelName name = Paths.model(model);
        return version(models.alias(name, alias)
                .orElseThrow(() -> new UnknownModel("model %s has no alias %s".formatted(name, alias))));
    }

    /** The version that an unversioned call reaches. */
    public ModelVersion production(String model) {
        return labelled(model, Models.PRODUCTION);
    }

    private ModelVersion version(VersionId id) {
        return models.version(id)
                .orElseThrow(() -> new UnknownModel("model %s has no version %d".formatted(id.model(), id.number())));
    }
}
