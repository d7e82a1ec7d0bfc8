package dev.fairway.monitoring;

import dev.fairway.feature.Bins;
import dev.fairway.feature.Column;
import dev.fairway.feature.Fairness;
import dev.fairway.feature.Feature;
import dev.fairway.feature.Predictions;
import dev.fairway.feature.ReferenceProfile;
import dev.fairway.feature.Rows;
import dev.fairway.feature.Schema;
import dev.fairway.feature.Target;
import dev.fairway.feature.Task;
import dev.fairway.inference.Answered;
import dev.fairway.monitoring.drift.FeatureCounts;
import dev.fairway.monitoring.drift.FeatureTally;
import dev.fairway.registry.Evaluation;
import dev.fairway.registry.Manifest;
import dev.fairway.registry.Modality;
import dev.fairway.registry.ModelName;
import dev.fairway.registry.Network;
import dev.fairway.registry.VersionFolder;
import dev.fairway.registry.VersionId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** People of a made-up town who ask a made-up model for a loan. */
final class Town {

    static final VersionId VERSION = new VersionId(new ModelName("loans"), 1);
    static final Schema SCHEMA = new Schema(Task.BINARY_CLASSIFICATION,
            List.of(new Feature.Numeric("age"), new Feature.Numeric("income"),
                    new Feature.Categorical("job", List.of("clerk", "nurse", "smith"))),
            new Target.Classes("loan", List.of("no", "yes")));
    static final Fairness FAIRNESS = new Fairness(List.of(new Fairness.Attribute("sex", List.of("m"))), List.of("yes"));
    static final Manifest MANIFEST = Manifest.trained(new Modality.Table(SCHEMA), FAIRNESS,
            new Manifest.Source("upload", "u1", "0".repeat(64)), Instant.EPOCH, Map.of());

    private static final List<Bins> BINS = List.of(new Bins.Intervals(new double[]{30, 35, 40, 45, 50}, 18, 70),
            new Bins.Intervals(new double[]{20, 30, 40}, 0, 80),
            new Bins.Categories(List.of("clerk", "nurse", "smith"), List.of()));

    /** How the people who come are unlike those of training. */
    record Crowd(int rows, double older, double womenYes, @Nullable String job) {

        static Crowd asTrained(int rows) {
            return new Crowd(rows, 0, 0.5, null);
        }

        Crowd older(double years) {
            return new Crowd(rows, years, womenYes, job);
        }

        Crowd womenSayYes(double rate) {
            return new Crowd(rows, older, rate, job);
        }
    }

    private final Random random;

    Town(long seed) {
        this.random = new Random(seed);
    }

    static Watched watched() {
        return new Watched(VERSION, SCHEMA, reference(), Map.of("sex", List.of("f", "m")));
    }

    /** What 50,000 people of the town look like. */
    static ReferenceProfile reference() {
        Answered people = new Town(1).answer(Crowd.asTrained(50_000), Instant.EPOCH);
        List<ReferenceProfile.Reference> features = IntStream.range(0, BINS.size())
                .mapToObj(f -> reference(SCHEMA.features().get(f).name(), BINS.get(f), people))
                .toList();
        Bins said = new Bins.Categories(List.of("no", "yes"), List.of());
        FeatureCounts counts = counts(said,
                new Column.Words(Stream.iterate(0, r -> r + 1)
                        .limit(50_000)
                        .map(((Predictions.Classified) people.predictions())::label)
                        .toArray(String[]::new)));
        return new ReferenceProfile(50_000, features,
                new ReferenceProfile.Reference(ReferenceProfile.PREDICTION, said, counts.bins(), 0));
    }

    /** Writes a version's folder, with a network that nobody loads. */
    static Path folder(Path path, String source) {
        VersionFolder folder = new VersionFolder(path);
        try {
            Files.createDirectories(path);
            Files.writeString(folder.model(Network.Format.TORCHSCRIPT), "no network");
            Files.writeString(path.resolve(VersionFolder.PREPROCESSING), "{}");
            folder.write(VersionFolder.REFERENCE, reference());
            folder.write(VersionFolder.EVALUATION, evaluation());
            folder.write(VersionFolder.MANIFEST, Manifest.trained(new Modality.Table(SCHEMA), FAIRNESS,
                    new Manifest.Source("upload", source, "0".repeat(64)), Instant.EPOCH, hashes(path)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return path;
    }

    private static Map<String, String> hashes(Path folder) throws IOException {
        Map<String, String> hashes = new HashMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
                hashes.put(String.valueOf(file.getFileName()), HexFormat.of().formatHex(hash));
            }
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        return hashes;
    }

    static Evaluation evaluation() {
        return new Evaluation(Map.of(), List.of(new Evaluation.Group("sex", "f", 500, 0.5, Map.of()),
                new Evaluation.Group("sex", "m", 500, 0.5, Map.of())));
    }

    private static ReferenceProfile.Reference reference(String name, Bins bins, Answered people) {
        FeatureCounts counts = counts(bins, Objects.requireNonNull(people.rows().columns().get(name)));
        return new ReferenceProfile.Reference(name, bins, counts.bins(), counts.missing());
    }

    private static FeatureCounts counts(Bins bins, Column column) {
        FeatureTally tally = FeatureTally.on(bins);
        tally.count(column, 0, column.rows());
        return tally.counts();
    }

    Answered answer(Crowd crowd, Instant at) {
        int n = crowd.rows();
        double[] age = random.doubles(n).map(u -> 40 + crowd.older() + 10 * quantile(u)).toArray();
        double[] income = random.doubles(n).map(u -> 30 + 12 * quantile(u)).toArray();
        @Nullable
        String[] job = new String[n];
        @Nullable
        String[] sex = new String[n];
        int[] classes = new int[n];
        for (int r = 0; r < n; r++) {
            job[r] = crowd.job() != null ? crowd.job() : List.of("clerk", "nurse", "smith").get(random.nextInt(3));
            sex[r] = random.nextBoolean() ? "f" : "m";
            classes[r] = random.nextDouble() < ("f".equals(sex[r]) ? crowd.womenYes() : 0.5) ? 1 : 0;
        }
        Rows rows = new Rows(n, Map.of("age", new Column.Numbers(age), "income", new Column.Numbers(income), "job",
                new Column.Words(job)));
        return new Answered(VERSION, rows, Map.of("sex", sex),
                new Predictions.Classified(List.of("no", "yes"), classes, new float[2 * n]),
                IntStream.range(0, n).mapToObj(Integer::toString).toList(), at);
    }

    /** The first rows of an answer, and the rest. */
    static List<Answered> cut(Answered answer, int at) {
        return List.of(part(answer, 0, at), part(answer, at, answer.predictions().rows()));
    }

    private static Answered part(Answered whole, int from, int to) {
        var columns = new HashMap<String, Column>();
        whole.rows().columns().forEach((name, column) -> columns.put(name, switch (column) {
            case Column.Numbers(double[] values) -> new Column.Numbers(Arrays.copyOfRange(values, from, to));
            case Column.Words(var values) -> new Column.Words(Arrays.copyOfRange(values, from, to));
        }));
        var said = (Predictions.Classified) whole.predictions();
        return new Answered(whole.version(), new Rows(to - from, columns),
                Map.of("sex", Arrays.copyOfRange(Objects.requireNonNull(whole.attributes().get("sex")), from, to)),
                new Predictions.Classified(said.labels(), Arrays.copyOfRange(said.classes(), from, to),
                        new float[2 * (to - from)]),
                whole.predictionIds().subList(from, to), whole.at());
    }

    /** Near enough to a normal quantile for people. */
    private static double quantile(double u) {
        return Math.log(Math.max(u, 1e-9) / Math.max(1 - u, 1e-9)) / 1.7;
    }
}
