package dev.fairway.registry.web;

import dev.fairway.feature.Fairness;
import dev.fairway.feature.Preprocessing;
import dev.fairway.feature.ReferenceProfile;
import dev.fairway.feature.Schema;
import dev.fairway.registry.Evaluation;
import dev.fairway.registry.Manifest;
import dev.fairway.registry.ModelVersion;
import dev.fairway.registry.VersionStates;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Everything that is known of one version.
 *
 * @param schema the columns that it reads and what it predicts
 * @param preprocessing the fitted steps from raw rows to tensors
 * @param source where it comes from
 * @param evaluation how well it did, per split and per protected group
 * @param reference what its training rows looked like
 * @param files SHA-256 of every file
 * @param sha256 hash of the manifest, and so of everything that the manifest hashes
 * @param size bytes of all files
 * @param instances copies in memory, by device
 */
record VersionView(
        String model,
        int version,
        String state,
        List<String> aliases,
        Schema schema,
        Preprocessing preprocessing,
        Fairness fairness,
        Manifest.Source source,
        Evaluation evaluation,
        ReferenceProfile reference,
        Map<String, String> files,
        String sha256,
        long size,
        Instant createdAt,
        Instant registeredAt,
        Map<String, Integer> instances) {

    static VersionView of(ModelVersion version, List<String> aliases, VersionStates.Readiness readiness) {
        Manifest manifest = version.manifest();
        return new VersionView(version.id().model().value(), version.id().number(), readiness.state(), aliases,
                manifest.schema(), version.folder().preprocessing(), manifest.fairness(), manifest.source(),
                version.folder().evaluation(), version.folder().reference(), manifest.files(), version.sha256(),
                version.size(), manifest.createdAt(), version.registeredAt(), readiness.instances());
    }
}
