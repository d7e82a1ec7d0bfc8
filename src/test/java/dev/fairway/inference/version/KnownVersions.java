package dev.fairway.inference.version;

import dev.fairway.contract.Page;
import dev.fairway.registry.ModelName;
import dev.fairway.registry.ModelVersion;
import dev.fairway.registry.Models;
import dev.fairway.registry.VersionFolder;
import dev.fairway.registry.VersionId;
import dev.fairway.testing.SampleVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Versions of models that nobody else knows of: files in a test's folder, and no database. */
final class KnownVersions implements Models {

    private final Path directory;
    private final Map<VersionId, ModelVersion> versions = new HashMap<>();

    KnownVersions(Path directory) {
        this.directory = directory;
    }

    /** Makes the first version of a model, which is taken to be of so many bytes. */
    VersionId add(String model, long bytes) {
        VersionId id = new VersionId(new ModelName(model), 1);
        VersionFolder folder = new VersionFolder(SampleVersion.write(directory, model));
        versions.put(id, new ModelVersion(id, folder.manifest(), folder,
                sha256(folder.path().resolve(VersionFolder.MANIFEST)), bytes, Instant.EPOCH));
        return id;
    }

    private static String sha256(Path file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Optional<ModelVersion> version(VersionId id) {
        return Optional.ofNullable(versions.get(id));
    }

    @Override
    public Page<Model> list(Page.Request page) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Model> find(ModelName name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<VersionId> alias(ModelName model, String alias) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<VersionId> aliased(String alias) {
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
    public void unpoint(String alias, ModelName model) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void delete(VersionId id) {
        throw new UnsupportedOperationException();
    }
}
