package dev.fairway.inference.version;

import dev.fairway.registry.VersionId;
import dev.fairway.registry.VersionStates;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Tells the registry's readers which versions are in memory. */
@Component
class ServedStates implements VersionStates {

    private final LoadedVersions versions;

    ServedStates(LoadedVersions versions) {
        this.versions = versions;
    }

    @Override
    public Readiness of(VersionId id) {
        return versions.loaded(id).map(ServedStates::loaded).orElseGet(() -> switch (versions.state(id).phase()) {
            case UNLOADED, READY -> Readiness.REGISTERED;
            case LOADING -> new Readiness("loading", Map.of());
            case FAILED -> new Readiness("failed", Map.of());
        });
    }

    private static Readiness loaded(ServedVersion version) {
        return new Readiness("loaded", version.instances());
    }
}
