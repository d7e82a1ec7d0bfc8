package dev.fairway.inference.web.v2;

import dev.fairway.contract.Refusal;
import dev.fairway.inference.serving.Serving;
import dev.fairway.inference.version.VersionState;
import dev.fairway.inference.version.WantedVersions;
import dev.fairway.inference.web.Bodies;
import dev.fairway.inference.web.Catalogue;
import dev.fairway.registry.ModelVersion;
import dev.fairway.registry.Models;
import dev.fairway.registry.ServingWishes;
import dev.fairway.registry.VersionId;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Triton's model repository extension. There is one repository, the registry, so a path may call it what it likes. A model
 * stands for the version in production, or the newest where none is; what is unloaded here is not missed by readiness.
 */
@RestController
class V2Repository {

    record Entry(String name, String version, String state, String reason) {}

    record Loaded(String name, boolean load) {}

    record Unloaded(String name, boolean unload) {}

    private final Catalogue catalogue;
    private final Serving serving;
    private final WantedVersions versions;

    V2Repository(Catalogue catalogue, Serving serving, WantedVersions versions) {
        this.catalogue = catalogue;
        this.serving = serving;
        this.versions = versions;
    }

    @PostMapping({"/v2/repository/index", "/v2/repository/{repository}/index"})
    @Operation(summary = "Lists the versions of all models; {\"ready\": true} leaves out those that do not answer")
    List<Entry> index(HttpServletRequest request) {
        boolean onlyReady = Bodies.json(request, V2Repository::onlyReady);
        return catalogue.versions()
                .stream()
                .map(ModelVersion::id)
                .filter(id -> !onlyReady || serving.state(id).isReady())
                .map(id -> entry(id, serving.state(id)))
                .toList();
    }

    private static Entry entry(VersionId id, VersionState state) {
        return new Entry(id.model().value(), Integer.toString(id.number()), name(state), state.reason());
    }

    private static String name(VersionState state) {
        return switch (state.phase()) {
            case READY -> "READY";
            case LOADING -> "LOADING";
            case FAILED, UNLOADED -> "UNAVAILABLE";
        };
    }

    private static boolean onlyReady(JsonParser json) {
        boolean only = false;
        for (String field = start(json); field != null; field = json.nextName()) {
            JsonToken value = json.nextToken();
            if (!field.equals("ready")) {
                throw Refusal.malformed(field, "is not known here; send ready");
            }
            if (!value.isBoolean()) {
                throw Refusal.malformed(field, "must be true or false");
            }
            only = value == JsonToken.VALUE_TRUE;
        }
        return only;
    }

    @PostMapping({"/v2/repository/models/{model}/load", "/v2/repository/{repository}/models/{model}/load"})
    @Operation(summary = "Loads the model's version in production, or its newest where none is")
    Loaded load(@PathVariable String model, HttpServletRequest request) {
        Bodies.json(request, V2Repository::checkParameters);
        versions.load(meant(model), ServingWishes.NONE);
        return new Loaded(model, true);
    }

    @PostMapping({"/v2/repository/models/{model}/unload", "/v2/repository/{repository}/models/{model}/unload"})
    @Operation(summary = "Unloads all versions of the model")
    Unloaded unload(@PathVariable String model, HttpServletRequest request) {
        Bodies.json(request, V2Repository::checkParameters);
        catalogue.model(model).versions().forEach(version -> versions.rest(version.id()));
        return new Unloaded(model, true);
    }

    private VersionId meant(String model) {
        Models.Model found = catalogue.model(model);
        Integer production = found.aliases().get(Models.PRODUCTION);
        return production == null ? found.versions().getLast().id() : new VersionId(found.name(), production);
    }

    /** A version is what was registered: neither its configuration nor its files come with a call. */
    private static boolean checkParameters(JsonParser json) {
        for (String field = start(json); field != null; field = json.nextName()) {
            JsonToken value = json.nextToken();
            if (!field.equals("parameters")) {
                throw Refusal.malformed(field, "is not known here; send parameters");
            }
            if (value != JsonToken.START_OBJECT) {
                throw Refusal.malformed(field, "must be an object");
            }
            for (String name = json.nextName(); name != null; name = json.nextName()) {
                checkParameter(name);
                json.nextToken();
                json.skipChildren();
            }
        }
        return true;
    }

    private static void checkParameter(String name) {
        if (name.equals("config") || name.startsWith("file:")) {
            throw Refusal.malformed("parameters." + name, "is not spoken here, because a version never changes; "
                    + "upload another one to /api/models/{model}/versions");
        }
    }

    /** Name of the document's first field; null where there is no document, or an empty one. */
    private static @Nullable String start(JsonParser json) {
        JsonToken token = json.nextToken();
        if (token == null) {
            return null;
        }
        if (token != JsonToken.START_OBJECT) {
            throw Refusal.malformed("body", "must be an object");
        }
        return json.nextName();
    }
}
