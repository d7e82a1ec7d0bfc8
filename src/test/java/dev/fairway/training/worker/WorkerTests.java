package dev.fairway.training.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fairway.dataset.Dataset;
import dev.fairway.feature.Target;
import dev.fairway.registry.Evaluation;
import dev.fairway.training.Failure;
import dev.fairway.training.JobState;
import dev.fairway.training.Specs;
import dev.fairway.training.StopReason;
import dev.fairway.training.WorkerEvent;
import dev.fairway.training.request.Defaults;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkerTests {

    private static final String FAIR = """
            {"fairness": {"attributes": [{"name": "sex", "privileged": ["m"]}], "favourable": ["yes"]}}
            """;

    @TempDir
    private static Path tables;

    private static Dataset people;

    @TempDir
    private Path jobs;

    /** Who is old or a baker pays; the columns are a fixed permutation of themselves, so that there is no pattern by row. */
    @BeforeAll
    static void store() throws SQLException {
        people = Tables.of("""
                SELECT (i * 7919 % 1000) / 10.0 AS age, CASE WHEN i % 11 = 0 THEN NULL ELSE i * 31 % 500 END AS debt,
                    CASE i * 17 % 5 WHEN 0 THEN 'baker' WHEN 1 THEN 'cook' WHEN 2 THEN NULL ELSE 'smith' END AS job,
                    CASE i * 13 % 2 WHEN 0 THEN 'm' ELSE 'f' END AS sex,
                    CASE WHEN i * 7919 % 1000 > 600 OR i * 17 % 5 = 0 THEN 'yes' ELSE 'no' END AS y
                FROM range(1500) r(i)""", tables);
    }

    @Test
    void aTableBecomesAVersionThatLearntIt() throws IOException {
        Workshop job = job("a", FAIR);
        assertThat(succeeded(job.run()).metrics().get("test")).hasEntrySatisfying("accuracy",
                accuracy -> assertThat(accuracy).isGreaterThan(0.9));
        assertThat(job.version().manifest().files()).containsOnlyKeys("model.pt", "preprocessing.json",
                "reference.json", "evaluation.json", "card.json");
        assertThat(job.version().evaluation().groups()).extracting(group -> group.value()).containsExactly("f", "m");
        assertThat(job.version().reference().rows()).isEqualTo(1050);
    }

    @Test
    void anAutoencoderTellsAnomaliesThatItNeverLearnt() throws IOException, SQLException {
        Path folder = Files.createDirectories(jobs.resolve("odd"));
        Dataset odd = Tables.of("""
                SELECT i * 7919 % 100 / 10.0 AS a, i * 7919 % 100 / 5.0 + CASE WHEN i % 40 = 0 THEN 15 ELSE 0 END AS b,
                    CASE WHEN i % 40 = 0 THEN 'broken' ELSE 'fine' END AS state
                FROM range(2000) r(i)""", folder);
        Workshop job = new Workshop(folder, Defaults.items(odd, """
                "target": "state", "architecture": {"type": "autoencoder", "hidden": [8], "code": 1}, "epochs": 30
                """), odd);
        assertThat(succeeded(job.run()).metrics().get("test")).hasEntrySatisfying("auroc",
                auroc -> assertThat(auroc).isGreaterThan(0.95));
        assertThat(job.version().manifest().schema()).isNotNull()
                .satisfies(schema -> assertThat(schema.target()).isInstanceOf(Target.Anomaly.class));
    }

    @Test
    void anAutoencoderNeedsNoTarget() throws IOException {
        Workshop job = new Workshop(jobs.resolve("a"), Defaults.items(people, """
                "features": {"exclude": ["y"]}, "architecture": {"type": "autoencoder", "hidden": [8], "code": 2},
                "epochs": 2"""), people);
        assertThat(succeeded(job.run()).metrics().get("test")).containsOnlyKeys("anomalies");
    }

    @ParameterizedTest
    @CsvSource({"float16, 0.6, 0.02", "int8, 0.45, 0.3"})
    void aNetworkWrittenWithFewerBitsIsJudgedAsItServes(String precision, double share, double most)
            throws IOException {
        Workshop job = job("a",
                "{\"precision\": \"%s\", \"architecture\": {\"hidden\": [256, 256]}}".formatted(precision));
        WorkerEvent.Succeeded done = succeeded(job.run());
        Evaluation.Export export = Objects.requireNonNull(job.version().evaluation().export());
        assertThat(export.precision()).isEqualTo(precision);
        assertThat(export.sizeAfter()).isEqualTo(job.model().length).isLessThan((long) (share * export.sizeBefore()));
        assertThat(export.greatestDifference()).isBetween(1e-7, most);
        assertThat(export.after()).isEqualTo(done.metrics().get("test"));
        assertThat(export.after().get("accuracy")).isCloseTo(export.before().get("accuracy"), within(0.02));
    }

    @Test
    void theStagesAreToldInTheirOrder() throws IOException {
        assertThat(job("a", "{}").run()).filteredOn(WorkerEvent.Entered.class::isInstance)
                .extracting(event -> ((WorkerEvent.Entered) event).state())
                .containsExactly(JobState.PREPARING, JobState.TRAINING, JobState.EVALUATING);
    }

    @Test
    void theSameOrderGivesTheSameBytes() throws IOException {
        Workshop first = job("a", "{}");
        Workshop second = job("b", "{}");
        first.run();
        second.run();
        assertThat(second.model()).isEqualTo(first.model());
    }

    @Test
    void anotherSeedGivesOtherBytes() throws IOException {
        Workshop first = job("a", "{}");
        Workshop second = job("b", "{\"seed\": 8}");
        first.run();
        second.run();
        assertThat(second.model()).isNotEqualTo(first.model());
    }

    @Test
    void aResumedJobEndsWithTheBytesOfAnUninterruptedOne() throws IOException {
        Workshop whole = job("a", "{}");
        whole.run();
        Workshop resumed = job("b", "{}");
        resumed.run();
        forgetLastEpoch(resumed);
        List<WorkerEvent> events = resumed.run();
        assertThat(events).contains(new WorkerEvent.Entered(JobState.TRAINING, "goes on after epoch 4"));
        assertThat(epochs(events)).containsExactly(1, 2, 3, 4, 5);
        assertThat(resumed.model()).isEqualTo(whole.model());
    }

    @Test
    void sgdResumesWithItsMomentum() throws IOException {
        String sgd = "{\"optimizer\": {\"type\": \"sgd\", \"learning_rate\": 0.05}}";
        Workshop whole = job("a", sgd);
        whole.run();
        byte[] expected = whole.model();
        forgetLastEpoch(whole);
        whole.run();
        assertThat(whole.model()).isEqualTo(expected);
    }

    @Test
    void aDamagedCheckpointFallsBackToTheOneBefore() throws IOException {
        Workshop job = job("a", "{}");
        job.run();
        byte[] expected = job.model();
        damage(checkpoints(job).getLast());
        assertThat(job.run()).contains(new WorkerEvent.Entered(JobState.TRAINING, "goes on after epoch 4"));
        assertThat(job.model()).isEqualTo(expected);
    }

    @Test
    void withoutAnyWholeCheckpointTheJobFails() throws IOException {
        Workshop job = job("a", "{}");
        job.run();
        for (Path checkpoint : checkpoints(job)) {
            damage(checkpoint);
        }
        assertThat(failure(job.run()).code()).isEqualTo(Failure.Code.CHECKPOINT_CORRUPT);
    }

    @Test
    void aCheckpointOfAnotherSpecIsNotGoneOnFrom() throws IOException {
        job("a", "{}").run();
        assertThat(failure(job("a", "{\"seed\": 9}").run()).code()).isEqualTo(Failure.Code.CHECKPOINT_CORRUPT);
    }

    @Test
    void atMostTwoCheckpointsAreKept() throws IOException {
        Workshop job = job("a", "{}");
        job.run();
        assertThat(checkpoints(job)).extracting(Path::getFileName)
                .extracting(Path::toString)
                .containsExactly("epoch-00004.ckpt", "epoch-00005.ckpt");
    }

    @Test
    void aCancelledJobLeavesNoVersion() throws IOException {
        Workshop job = job("a", "{\"epochs\": 1000, \"early_stopping\": {\"patience\": 1000}}");
        PipedOutputStream service = new PipedOutputStream();
        PipedInputStream commands = new PipedInputStream(service);
        service.write("cancel\n".getBytes(StandardCharsets.UTF_8));
        List<WorkerEvent> events = job.run(commands);
        assertThat(events.getLast()).isInstanceOf(WorkerEvent.Cancelled.class);
        assertThat(job.version().path()).doesNotExist();
    }

    @Test
    void theTimeoutEndsTrainingWithTheBestSoFar() throws IOException {
        Workshop job = job("a", "{\"timeout\": \"PT2S\", \"epochs\": 9000, \"early_stopping\": {\"patience\": 9000}}");
        assertThat(succeeded(job.run()).reason()).isEqualTo(StopReason.MAX_RUNTIME);
    }

    @Test
    void patienceEndsTrainingAndTheBestEpochIsKept() throws IOException {
        Workshop job = job("a", "{\"epochs\": 300, \"early_stopping\": {\"patience\": 2},"
                + "\"optimizer\": {\"learning_rate\": 0.05}}");
        List<WorkerEvent> events = job.run();
        int last = epochs(events).getLast();
        assertThat(succeeded(events).reason()).isEqualTo(StopReason.EARLY_STOPPED);
        assertThat(succeeded(events).bestEpoch()).isEqualTo(last - 2);
    }

    @Test
    void aLossThatExplodesIsToldAsDivergence() throws IOException {
        Workshop job = job("a", "{\"architecture\": {\"batch_norm\": false},"
                + "\"optimizer\": {\"type\": \"sgd\", \"learning_rate\": 10, \"clip_norm\": 0, \"warmup_steps\": 0},"
                + "\"target\": \"age\"}");
        Failure failure = failure(job.run());
        assertThat(failure.code()).isEqualTo(Failure.Code.DIVERGED);
        assertThat(failure.stage()).isEqualTo(JobState.TRAINING);
    }

    @Test
    void aQuantityIsLearntInItsOwnUnits() throws SQLException, IOException {
        Dataset line = Tables.of("SELECT (i * 7919 % 1000) / 7.0 AS x, 5000 + 30 * (i * 7919 % 1000) AS y, "
                + "CASE i % 3 WHEN 0 THEN 'a' ELSE 'b' END AS c FROM range(1000) r(i)", jobs);
        Workshop job = new Workshop(jobs.resolve("q"), Specs.with("{\"epochs\": 60, \"loss\": \"huber\"}"), line);
        assertThat(succeeded(job.run()).metrics().get("test")).hasEntrySatisfying("r2",
                r2 -> assertThat(r2).isGreaterThan(0.95));
    }

    private Workshop job(String name, String spec) throws IOException {
        return new Workshop(jobs.resolve(name), Specs.with(spec), people);
    }

    private static WorkerEvent.Succeeded succeeded(List<WorkerEvent> events) {
        assertThat(events.getLast()).isInstanceOf(WorkerEvent.Succeeded.class);
        return (WorkerEvent.Succeeded) events.getLast();
    }

    private static Failure failure(List<WorkerEvent> events) {
        assertThat(events.getLast()).isInstanceOf(WorkerEvent.Failed.class);
        return ((WorkerEvent.Failed) events.getLast()).failure();
    }

    private static List<Integer> epochs(List<WorkerEvent> events) {
        return events.stream()
                .filter(WorkerEvent.EpochEnded.class::isInstance)
                .map(event -> ((WorkerEvent.EpochEnded) event).epoch())
                .toList();
    }

    private static void forgetLastEpoch(Workshop job) throws IOException {
        Files.delete(checkpoints(job).getLast());
    }

    private static void damage(Path checkpoint) throws IOException {
        byte[] bytes = Files.readAllBytes(checkpoint);
        bytes[bytes.length / 2] ^= 1;
        Files.write(checkpoint, bytes);
    }

    private static List<Path> checkpoints(Workshop job) throws IOException {
        try (Stream<Path> files = Files.list(job.folder().resolve("checkpoints"))) {
            return files.sorted().toList();
        }
    }
}
