package dev.fairway.monitoring;

import dev.fairway.contract.Page;
import dev.fairway.registry.ModelName;
import dev.fairway.registry.ModelVersion;
import dev.fairway.registry.Models;
import dev.fairway.registry.VersionFolder;
import dev.fairway.registry.VersionId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A registry that has just the town's model, in production. */
final class TownRegistry implements Models {

    private final ModelVersion version;

    /** @param folder an empty folder, for the version's files */
    TownRegistry(Path folder) {
        VersionFolder files = new VersionFolder(folder);
        files.write(VersionFolder.REFERENCE, Town.reference());
        files.write(VersionFolder.EVALUATION, Town.evaluation());
        this.version = new ModelVersion(Town.VERSION, Town.MANIFEST, files, "0".repeat(64), 1, Instant.EPOCH);
    }

    @Override
    public Optional<Model> find(ModelName name) {
        return name.equals(Town.VERSION.model()) ? Optional.of(new Model(name, Map.of(PRODUCTION, 1), List.of(version)))
                : Optional.empty();
    }

    @Override
    public Optional<ModelVersion> version(VersionId id) {
        return id.equals(version.id()) ? Optional.of(version) : Optional.empty();
    }

    @Override
    public Optional<VersionId> alias(ModelName model, String alias) {
        return version(new VersionId(model, 1)).filter(_ -> alias.equals(PRODUCTION)).map(ModelVersion::id);
    }

    @Override
    public Page<Model> list(Page.Request page) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ModelVersion register(ModelName model, Path folder) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void point(String alias, VersionId to) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<VersionId> aliased(String alias) {
        return alias.equals(PRODUCTION) ? List.of(version.id()) : List.of();
    }

    @Override
    public void unpoint(String alias, ModelName model) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void delete(VersionId id) {
        throw new UnsupportedOperationException();
    }
}
