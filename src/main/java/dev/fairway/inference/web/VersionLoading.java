package dev.fairway.inference.web;

import dev.fairway.inference.serving.Serving;
import dev.fairway.inference.version.VersionState;
import dev.fairway.inference.version.WantedVersions;
import dev.fairway.registry.ServingWishes;
import dev.fairway.registry.VersionId;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Loads and unloads versions by hand: {@code /api/models/{model}/versions/{version}/load} and {@code /unload}. */
@RestController
class VersionLoading {

    record Loaded(String model, int version, String state) {}

    private final WantedVersions versions;
    private final Serving serving;

    VersionLoading(WantedVersions versions, Serving serving) {
        this.versions = versions;
        this.serving = serving;
    }

    @PostMapping("/api/models/{model}/versions/{version}/load")
    Loaded load(
            @PathVariable String model,
            @PathVariable String version,
            @RequestBody(required = false) @Nullable ServingWishes wishes) {
        VersionId id = Paths.version(model, version);
        versions.load(id, Objects.requireNonNullElse(wishes, ServingWishes.NONE));
        return loaded(id);
    }

    @PostMapping("/api/models/{model}/versions/{version}/unload")
    Loaded unload(@PathVariable String model, @PathVariable String version) {
        VersionId id = Paths.version(model, version);
        versions.unload(id);
        return loaded(id);
    }

    private Loaded loaded(VersionId id) {
        VersionState state = serving.state(id);
        return new Loaded(id.model().value(), id.number(), state.phase().name().toLowerCase(Locale.ROOT));
    }
}
