package dev.fairway.training.queue;

import dev.fairway.contract.Page;
import dev.fairway.contract.Refusal;
import dev.fairway.registry.ModelName;
import dev.fairway.registry.ModelVersion;
import dev.fairway.registry.Models;
import dev.fairway.registry.VersionFolder;
import dev.fairway.registry.VersionId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A registry in memory that takes every folder that has a manifest. */
final class FakeModels implements Models {

    private final List<ModelVersion> versions = new ArrayList<>();
    private final Map<String, VersionId> aliases = new HashMap<>();

    @Override
    public synchronized Page<Model> list(Page.Request page) {
        return new Page<>(List.of(), null);
    }

    @Override
    public synchronized Optional<Model> find(ModelName name) {
        return Optional.of(new Model(name, Map.of(), List.copyOf(versions)));
    }

    @Override
    public synchronized Optional<ModelVersion> version(VersionId id) {
        return versions.stream().filter(v -> v.id().equals(id)).findFirst();
    }

    @Override
    public synchronized Optional<VersionId> alias(ModelName model, String alias) {
        return Optional.ofNullable(aliases.get(model + "/" + alias));
    }

    @Override
    public synchronized List<VersionId> aliased(String alias) {
        return aliases.values().stream().toList();
    }

    @Override
    public synchronized ModelVersion register(ModelName model, Path folder) {
        if (!Files.exists(folder.resolve(VersionFolder.MANIFEST))) {
            throw Refusal.invalid("manifest.json", "is missing");
        }
        VersionFolder version = new VersionFolder(folder);
        var registered = new ModelVersion(new VersionId(model, versions.size() + 1), version.manifest(), version, "", 1,
                Instant.EPOCH);
        versions.add(registered);
        return registered;
    }

    @Override
    public synchronized void point(String alias, VersionId to) {
        aliases.put(to.model() + "/" + alias, to);
    }

    @Override
    public synchronized void unpoint(String alias, ModelName model) {
        aliases.remove(model + "/" + alias);
    }

    @Override
    public synchronized void delete(VersionId id) {
        versions.removeIf(v -> v.id().equals(id));
    }

    synchronized int count() {
        return versions.size();
    }
}
