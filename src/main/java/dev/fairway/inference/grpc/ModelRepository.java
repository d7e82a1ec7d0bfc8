package dev.fairway.inference.grpc;

import dev.fairway.contract.Page;
import dev.fairway.contract.Refusal;
import dev.fairway.inference.UnknownModel;
import dev.fairway.inference.grpc.wire.ModelRepositoryParameter;
import dev.fairway.inference.grpc.wire.RepositoryIndexResponse;
import dev.fairway.inference.grpc.wire.RepositoryIndexResponse.ModelIndex;
import dev.fairway.inference.serving.Serving;
import dev.fairway.inference.version.VersionState;
import dev.fairway.inference.version.WantedVersions;
import dev.fairway.registry.ModelVersion;
import dev.fairway.registry.Models;
import dev.fairway.registry.ServingWishes;
import dev.fairway.registry.VersionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Triton's model repository extension. There is one repository, the registry. A model stands for the version in production,
 * or the newest where none is.
 */
@Component
class ModelRepository {

    private static final int PAGE = 500;

    private final Models models;
    private final Serving serving;
    private final WantedVersions versions;

    ModelRepository(Models models, Serving serving, WantedVersions versions) {
        this.models = models;
        this.serving = serving;
        this.versions = versions;
    }

    /** Every version of every model, loaded or not. */
    List<ModelVersion> all() {
        List<ModelVersion> all = new ArrayList<>();
        Page<Models.Model> page = models.list(new Page.Request(PAGE, null));
        page.items().forEach(model -> all.addAll(model.versions()));
        while (page.next() != null) {
            page = models.list(new Page.Request(PAGE, page.next()));
            page.items().forEach(model -> all.addAll(model.versions()));
        }
        return all;
    }

    RepositoryIndexResponse index(boolean onlyReady) {
        return RepositoryIndexResponse.newBuilder()
                .addAllModels(all().stream()
                        .filter(version -> !onlyReady || serving.state(version.id()).isReady())
                        .map(version -> entry(version.id(), serving.state(version.id())))
                        .toList())
                .build();
    }

    private static ModelIndex entry(VersionId id, VersionState state) {
        return ModelIndex.newBuilder()
                .setName(id.model().value())
                .setVersion(Integer.toString(id.number()))
                .setState(switch (state.phase()) {
                    case READY -> "READY";
                    case LOADING -> "LOADING";
                    case FAILED, UNLOADED -> "UNAVAILABLE";
                })
                .setReason(state.reason())
                .build();
    }

    /** @throws Refusal when there is no such model, its version is broken, or the call brings files of its own */
    void load(String name, Map<String, ModelRepositoryParameter> parameters) {
        parameters.keySet()
                .stream()
                .filter(key -> key.equals("config") || key.startsWith("file:"))
                .findAny()
                .ifPresent(key -> {
                    throw Refusal.malformed("parameters." + key, "is not spoken here, because a version never changes; "
                            + "upload another one to /api/models/{model}/versions");
                });
        Models.Model model = model(name);
        Integer production = model.aliases().get(Models.PRODUCTION);
        versions.load(production == null ? model.versions().getLast().id() : new VersionId(model.name(), production),
                ServingWishes.NONE);
    }

    /** @throws UnknownModel when there is no such model */
    void unload(String name) {
        model(name).versions().forEach(version -> versions.rest(version.id()));
    }

    private Models.Model model(String name) {
        return models.find(Names.model(name))
                .orElseThrow(() -> new UnknownModel("there is no model %s".formatted(name)));
    }
}
