package dev.fairway.registry.web;

import dev.fairway.feature.Fairness;
import dev.fairway.feature.ImageSteps;
import dev.fairway.feature.Preprocessing;
import dev.fairway.feature.ReferenceProfile;
import dev.fairway.feature.Schema;
import dev.fairway.feature.Target;
import dev.fairway.feature.TextSteps;
import dev.fairway.registry.Evaluation;
import dev.fairway.registry.Manifest;
import dev.fairway.registry.ModelVersion;
import dev.fairway.registry.Network;
import dev.fairway.registry.ServingWishes;
import dev.fairway.registry.VersionFolder;
import dev.fairway.registry.VersionStates;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is known of one version.
 *
 * @param network its format, and the tensors that it reads and gives where they are known
 * @param schema the columns that a model of tables reads and what it predicts
 * @param preprocessing the fitted steps from raw rows to tensors
 * @param image how an image model's input is made
 * @param text how a text model's input is made
 * @param target what the output of an image or text model means
 * @param serving what it asks for when it is loaded
 * @param source where it comes from
 * @param evaluation how well it did, per split and per protected group
 * @param reference what its training rows looked like
 * @param files SHA-256 of every file
 * @param sha256 hash of the manifest, and so of everything that the manifest hashes
 * @param size bytes of all files
 * @param instances copies in memory, by device
 * @param notes what was asked for when it was brought and is not heeded, and why; told once, to whoever brought it
 */
record VersionView(
        String model,
        int version,
        String state,
        List<String> aliases,
        Network network,
        @Nullable Schema schema,
        @Nullable Preprocessing preprocessing,
        @Nullable ImageSteps image,
        @Nullable TextSteps text,
        @Nullable Target target,
        Fairness fairness,
        ServingWishes serving,
        Manifest.Source source,
        @Nullable Evaluation evaluation,
        @Nullable ReferenceProfile reference,
        Map<String, String> files,
        String sha256,
        long size,
        Instant createdAt,
        Instant registeredAt,
        Map<String, Integer> instances,
        @Nullable List<String> notes) {

    static VersionView of(ModelVersion version, List<String> aliases, VersionStates.Readiness readiness) {
        return of(version, aliases, readiness, List.of());
    }

    static VersionView of(
            ModelVersion version,
            List<String> aliases,
            VersionStates.Readiness readiness,
            List<String> notes) {
        Manifest manifest = version.manifest();
        return new VersionView(version.id().model().value(), version.id().number(), readiness.state(), aliases,
                manifest.network(), manifest.schema(),
                read(version, VersionFolder.PREPROCESSING, VersionFolder::preprocessing), manifest.image(),
                manifest.text(), manifest.target(), manifest.fairness(), manifest.serving(), manifest.source(),
                read(version, VersionFolder.EVALUATION, VersionFolder::evaluation),
                read(version, VersionFolder.REFERENCE, VersionFolder::reference), manifest.files(), version.sha256(),
                version.size(), manifest.createdAt(), version.registeredAt(), readiness.instances(),
                notes.isEmpty() ? null : notes);
    }

    private static <T> @Nullable T read(ModelVersion version, String file, Function<VersionFolder, T> reading) {
        return version.folder().has(file) ? reading.apply(version.folder()) : null;
    }
}
