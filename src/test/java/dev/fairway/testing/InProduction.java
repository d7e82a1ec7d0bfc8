package dev.fairway.testing;

import dev.fairway.contract.Page;
import dev.fairway.registry.ModelName;
import dev.fairway.registry.ModelVersion;
import dev.fairway.registry.Models;
import dev.fairway.registry.VersionId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A registry that knows which version is in production and nothing else. */
public final class InProduction implements Models {

    private volatile int version;

    /** @param version that the alias of every model points to */
    public InProduction(int version) {
        this.version = version;
    }

    public void move(int to) {
        version = to;
    }

    @Override
    public Optional<VersionId> alias(ModelName model, String alias) {
        return Optional.of(new VersionId(model, version));
    }

    @Override
    public Page<Model> list(Page.Request page) {
        return new Page<>(List.of(), null);
    }

    @Override
    public Optional<Model> find(ModelName name) {
        return Optional.empty();
    }

    @Override
    public Optional<ModelVersion> version(VersionId id) {
        return Optional.empty();
    }

    @Override
    public List<VersionId> aliased(String alias) {
        return List.of();
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
    public void unpoint(String alias, ModelName model) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void delete(VersionId id) {
        throw new UnsupportedOperationException();
    }
}
