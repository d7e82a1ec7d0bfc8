package dev.fairway.inference.web;

import dev.fairway.registry.ModelName;
import dev.fairway.registry.Models;
import dev.fairway.registry.VersionId;
import dev.fairway.testing.SampleVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.BiFunction;

/** Puts the sample version into a registry, under names that no other test uses. */
public record ServedModel(Models models, ModelName name) {

    public static ServedModel in(Models models) {
        ServedModel served = new ServedModel(models, new ModelName("m-" + UUID.randomUUID()));
        models.point(Models.PRODUCTION, served.register());
        return served;
    }

    /** The sample version that estimates a quantity. */
    public static ServedModel ofQuantity(Models models) {
        ServedModel served = new ServedModel(models, new ModelName("m-" + UUID.randomUUID()));
        Path folder = SampleVersion.writeQuantity(directory(), UUID.randomUUID().toString());
        models.point(Models.PRODUCTION, models.register(served.name, folder).id());
        return served;
    }

    /** A model that somebody uploaded, in production. */
    public static ServedModel of(Models models, BiFunction<Path, String, Path> write) {
        ServedModel served = new ServedModel(models, new ModelName("m-" + UUID.randomUUID()));
        Path folder = write.apply(directory(), UUID.randomUUID().toString());
        models.point(Models.PRODUCTION, models.register(served.name, folder).id());
        return served;
    }

    public VersionId register() {
        return models.register(name, SampleVersion.write(directory(), UUID.randomUUID().toString())).id();
    }

    /** A version whose network was broken before it was registered, so that its hashes are right. */
    public VersionId registerBroken() {
        String job = UUID.randomUUID().toString();
        Path folder = SampleVersion.write(directory(), job);
        try {
            Files.writeString(folder.resolve("model.pt"), "no network");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        SampleVersion.seal(folder, job);
        return models.register(name, folder).id();
    }

    private static Path directory() {
        try {
            return Files.createDirectories(Path.of("target", "test-versions").toAbsolutePath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
