package dev.fairway.testing;

import dev.fairway.feature.Bins;
import dev.fairway.feature.Fairness;
import dev.fairway.feature.Feature;
import dev.fairway.feature.Preprocessing;
import dev.fairway.feature.ReferenceProfile;
import dev.fairway.feature.ReferenceProfile.Reference;
import dev.fairway.feature.Schema;
import dev.fairway.feature.Step;
import dev.fairway.feature.Target;
import dev.fairway.feature.Task;
import dev.fairway.registry.Evaluation;
import dev.fairway.registry.Manifest;
import dev.fairway.registry.Modality;
import dev.fairway.registry.Network;
import dev.fairway.registry.VersionFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A version's folder as a train job leaves it, with a network that can be loaded and run. */
public final class SampleVersion {

    public static final Schema SCHEMA = new Schema(Task.BINARY_CLASSIFICATION,
            List.of(new Feature.Numeric("age"), new Feature.Categorical("sex", List.of("Male", "Female"))),
            new Target.Classes("income", List.of("<=50K", ">50K")));

    /** The same people, but their income is estimated. */
    public static final Schema QUANTITY = new Schema(Task.REGRESSION, SCHEMA.features(),
            new Target.Quantity("income", 40_000, 12_000));

    private SampleVersion() {}

    /** Writes a whole folder below a directory; its source is the train job of that id. */
    public static Path write(Path directory, String job) {
        return write(directory, job, SCHEMA, SampleNetwork.ofLogits());
    }

    /** Writes a whole folder of a version that says the contrary. */
    public static Path writeContrary(Path directory, String job) {
        return write(directory, job, SCHEMA, SampleNetwork.ofContraryLogits());
    }

    /** Writes a whole folder of a version that estimates a quantity. */
    public static Path writeQuantity(Path directory, String job) {
        return write(directory, job, QUANTITY, SampleNetwork.ofEstimate());
    }

    private static Path write(Path directory, String job, Schema schema, SampleNetwork network) {
        try {
            Path folder = Files.createDirectories(directory.resolve("version-" + job));
            VersionFolder files = new VersionFolder(folder);
            network.write(files.model(Network.Format.TORCHSCRIPT));
            files.write(VersionFolder.PREPROCESSING, new Preprocessing(
                    List.of(new Step.Scale("age", 38, 38, 13), new Step.Encode("sex", List.of("Male", "Female")))));
            files.write(VersionFolder.REFERENCE, reference(schema.target()));
            files.write(VersionFolder.EVALUATION, new Evaluation(Map.of("test", Map.of("accuracy", 0.85)), List.of()));
            seal(folder, job, schema);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the manifest over the files that are there now. */
    public static void seal(Path folder, String job) {
        seal(folder, job, SCHEMA);
    }

    private static void seal(Path folder, String job, Schema schema) {
        new VersionFolder(folder).write(VersionFolder.MANIFEST,
                Manifest.trained(new Modality.Table(schema), Fairness.NONE,
                        new Manifest.Source("train_job", job, "0".repeat(64)), Instant.parse("2026-01-02T03:04:05Z"),
                        hashes(folder)));
    }

    private static ReferenceProfile reference(Target target) {
        Reference age = new Reference("age", new Bins.Intervals(new double[]{30, 50}, 17, 90), new long[]{3, 4, 3}, 0);
        Reference sex = new Reference("sex", new Bins.Categories(List.of("Male", "Female"), List.of()),
                new long[]{6, 4, 0, 0}, 0);
        Reference said = switch (target) {
            case Target.Classes classes -> new Reference(ReferenceProfile.PREDICTION,
                    new Bins.Categories(classes.labels(), List.of()), new long[]{7, 3, 0, 0}, 0);
            case Target.Quantity quantity -> new Reference(ReferenceProfile.PREDICTION,
                    new Bins.Intervals(new double[]{quantity.mean()}, 10_000, 90_000), new long[]{5, 5}, 0);
            case Target.Anomaly anomaly -> new Reference(ReferenceProfile.PREDICTION,
                    new Bins.Intervals(new double[]{anomaly.threshold()}, 0, 100), new long[]{9, 1}, 0);
        };
        return new ReferenceProfile(10, List.of(age, sex), said);
    }

    static Map<String, String> hashes(Path folder) {
        Map<String, String> hashes = new TreeMap<>();
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (!name.equals(VersionFolder.MANIFEST)) {
                    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
                    hashes.put(name, HexFormat.of().formatHex(digest));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        return hashes;
    }
}
