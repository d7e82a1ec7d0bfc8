package dev.fairway.training.gate;

import dev.fairway.registry.ModelVersion;
import dev.fairway.registry.Models;
import dev.fairway.registry.VersionFolder;
import dev.fairway.registry.VersionId;
import dev.fairway.training.TrainSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The version that a new one is compared with, as a worker finds it: {@code opponent.json} in the job's folder.
 *
 * @param name what the job calls it: an alias or a number
 * @param version its number; null where there is no such version
 * @param folder its files; null where there are none
 */
public record Opponent(String name, @Nullable Integer version, @Nullable Path folder) {

    private static final String FILE = "opponent.json";

    /** Writes down for a job's next worker whom its version is to be compared with, if anybody. */
    public static void announce(TrainSpec spec, Models models, Path jobFolder) throws IOException {
        Path file = jobFolder.resolve(FILE);
        Files.deleteIfExists(file);
        String name = spec.gate().notWorseThan();
        if (name != null) {
            Optional<ModelVersion> version = id(name, spec, models).flatMap(models::version);
            VersionFolder.JSON.writeValue(file, new Opponent(name, version.map(v -> v.id().number()).orElse(null),
                    version.map(v -> v.folder().path().toAbsolutePath()).orElse(null)));
        }
    }

    private static Optional<VersionId> id(String name, TrainSpec spec, Models models) {
        return Character.isDigit(name.charAt(0)) ? Optional.of(new VersionId(spec.model(), Integer.parseInt(name)))
                : models.alias(spec.model(), name);
    }

    /** Whom the version of a job is to be compared with; empty where its job asks for nothing. */
    public static Optional<Opponent> of(Path jobFolder) {
        Path file = jobFolder.resolve(FILE);
        return Files.exists(file) ? Optional.of(VersionFolder.JSON.readValue(file, Opponent.class)) : Optional.empty();
    }
}
