package dev.fairway.training.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.fairway.contract.Page;
import dev.fairway.contract.Refusal;
import dev.fairway.device.Device;
import dev.fairway.registry.ModelName;
import dev.fairway.registry.Models;
import dev.fairway.registry.VersionFolder;
import dev.fairway.testing.Databases;
import dev.fairway.testing.Databases.Database;
import dev.fairway.testing.SimulatedHost;
import dev.fairway.training.Failure;
import dev.fairway.training.JobState;
import dev.fairway.training.StopReason;
import dev.fairway.training.TrainJob;
import dev.fairway.training.TrainJob.Transition;
import dev.fairway.training.TrainJob.Verdict.Decision;
import dev.fairway.training.Usage;
import dev.fairway.training.launch.LastingWorkers;
import dev.fairway.training.request.People;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainJobsTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final FakeModels models = new FakeModels();

    @TempDir
    private Path directory;

    @ParameterizedTest
    @MethodSource("dev.fairway.testing.Databases#all")
    void aJobGoesFromTheQueueToAVersionInProduction(Database database) {
        try (Service service = new Service(database.open(), directory, models)) {
            TrainJob job = ended(service, service.submit("fast", ",\"epochs\": 3"));
            assertThat(job.transitions()).extracting(Transition::state)
                    .containsExactly(JobState.QUEUED, JobState.VALIDATING, JobState.PREPARING, JobState.TRAINING,
                            JobState.EVALUATING, JobState.SUCCEEDED);
            assertThat(job.stopReason()).isEqualTo(StopReason.MAX_EPOCHS);
            assertThat(job.history()).hasSize(3);
            assertThat(job.best()).isNotNull();
            assertThat(job.metrics().get("test")).containsEntry("accuracy", 0.9);
            assertThat(job.gate()).isNotNull().extracting(TrainJob.Verdict::decision).isEqualTo(Decision.PROMOTED);
            assertThat(job.version()).isEqualTo(1);
            assertThat(job.reproducibility())
                    .isEqualTo(new TrainJob.Reproducibility(7, 1, "fake 1", People.DATASET.sha256()));
            assertThat(service.jobs.dataReport(job.id())).isPresent();
            assertThat(job.usage()).isEqualTo(Usage.of(List.of(new Usage.Share(3, 1.5, null, 12))));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.fairway.testing.Databases#all")
    void aJobOutlivesTheServiceThatAcceptedIt(Database database) {
        DataSource source = database.open();
        TrainJob job;
        try (Service first = new Service(source, directory, models)) {
            job = first.submit("waits", ",\"epochs\": 12");
            await().atMost(PATIENCE).until(() -> first.get(job).history().size() > 2);
        }
        goOn(job);
        try (Service second = new Service(source, directory, models)) {
            TrainJob done = ended(second, job);
            assertThat(done.state()).isEqualTo(JobState.SUCCEEDED);
            assertThat(done.attempts()).isEqualTo(2);
            assertThat(done.history()).hasSize(12);
            assertThat(done.transitions()).extracting(Transition::message)
                    .anyMatch(m -> m.contains("the service stops"))
                    .anyMatch(m -> m.startsWith("from epoch"))
                    .noneMatch(m -> m.contains("worker_crashed"));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.fairway.testing.Databases#all")
    void aWorkerThatDoesWithoutTheServiceIsListenedToAgain(Database database) {
        DataSource source = database.open();
        LastingWorkers workers = new LastingWorkers();
        TrainJob job;
        try (Service first = Service.leaving(source, directory, models, workers)) {
            job = first.submit("waits", ",\"epochs\": 12");
            await().atMost(PATIENCE).until(() -> first.get(job).history().size() > 2);
        }
        goOn(job);
        try (Service second = Service.leaving(source, directory, models, workers)) {
            TrainJob done = ended(second, job);
            assertThat(done.state()).isEqualTo(JobState.SUCCEEDED);
            assertThat(done.history()).hasSize(12);
            assertThat(done.transitions()).extracting(Transition::message)
                    .contains("the service stops; the worker goes on without it")
                    .containsOnlyOnce("from fresh weights")
                    .noneMatch(m -> m.startsWith("from epoch"));
            assertThat(second.jobs.log(job.id(), 0)).extracting(TrainJob.Entry::data)
                    .anyMatch(entry -> entry.contains("listens again"));
            assertThat(Objects.requireNonNull(done.usage()).workers()).isEqualTo(1);
        }
    }

    @Test
    void theLossOfItsPlaceIsNoFaultOfAWorker() {
        try (Service service = Service.leaving(Databases.h2(), directory, models, new LastingWorkers())) {
            TrainJob done = ended(service, service.submit("evicted", ",\"epochs\": 1"));
            assertThat(done.state()).isEqualTo(JobState.SUCCEEDED);
            assertThat(done.attempts()).isEqualTo(6);
            assertThat(done.transitions()).extracting(Transition::message)
                    .anyMatch(m -> m.contains("Evicted: the node was low on memory"))
                    .noneMatch(m -> m.contains("worker_crashed"));
        }
    }

    @Test
    void aWorkerThatIsKilledIsReplacedAndTheJobGoesOn() {
        try (Service service = h2()) {
            TrainJob job = service.submit("waits", ",\"epochs\": 8");
            await().atMost(PATIENCE).until(() -> service.get(job).history().size() > 2);
            kill(service, job);
            goOn(job);
            TrainJob done = ended(service, job);
            assertThat(done.failure()).isNull();
            assertThat(done.attempts()).isEqualTo(2);
            assertThat(done.usage()).isNotNull().satisfies(usage -> {
                assertThat(usage.workers()).isEqualTo(2);
                assertThat(usage.seconds()).isBetween(7.0, 9.0);
            });
            assertThat(done.transitions()).extracting(Transition::message)
                    .anyMatch(m -> m.matches("worker_crashed: .*SIGKILL.* continues from epoch \\d+"));
        }
    }

    @Test
    void aJobWhoseWorkersKeepDyingFails() {
        try (Service service = h2()) {
            TrainJob job = ended(service, service.submit("crashes-always"));
            assertThat(job.state()).isEqualTo(JobState.FAILED);
            assertThat(job.attempts()).isEqualTo(3);
            assertThat(job.failure()).isNotNull().extracting(Failure::code).isEqualTo(Failure.Code.WORKER_CRASHED);
            assertThat(job.gate()).isNotNull().extracting(TrainJob.Verdict::decision).isEqualTo(Decision.NOT_RUN);
        }
    }

    @Test
    void workersThatNeverSayAWordAreReplacedAndThenGivenUp() {
        try (Service service = Service.impatient(Databases.h2(), directory, models)) {
            TrainJob job = ended(service, service.submit("mute"));
            assertThat(job.attempts()).isEqualTo(3);
            assertThat(job.failure()).isNotNull().satisfies(failure -> {
                assertThat(failure.code()).isEqualTo(Failure.Code.WORKER_CRASHED);
                assertThat(failure.message()).contains("said nothing for PT2S");
            });
        }
    }

    @Test
    void aWorkerThatSaysWhyItFailedIsBelieved() {
        try (Service service = h2()) {
            assertThat(ended(service, service.submit("fails")).failure()).isEqualTo(new Failure(Failure.Code.DIVERGED,
                    JobState.TRAINING, "the loss is not a number", "use a lower learning_rate", null));
            assertThat(ended(service, service.submit("memory")).failure()).isNotNull()
                    .extracting(Failure::code)
                    .isEqualTo(Failure.Code.OUT_OF_MEMORY);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rubbish", "floods"})
    void noiseOfAWorkerDoesNotEndItsJob(String model) throws Exception {
        try (Service service = h2()) {
            TrainJob job = ended(service, service.submit(model, ",\"epochs\": 1"));
            assertThat(job.state()).isEqualTo(JobState.SUCCEEDED);
            for (Path log : service.jobs.logs(job.id())) {
                assertThat(Files.size(log)).isLessThan(64 << 10);
            }
            assertThat(service.jobs.log(job.id(), 0)).hasSizeLessThanOrEqualTo(1_000);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"slow", "deaf"})
    void aRunningJobEndsSoonAfterItsCancellation(String model) {
        try (Service service = h2()) {
            TrainJob job = service.submit(model, ",\"epochs\": 9000");
            await().atMost(PATIENCE).until(() -> service.get(job).history().size() > 1);
            service.jobs.cancel(job.id());
            await().atMost(Duration.ofSeconds(5)).until(() -> service.get(job).state() == JobState.CANCELLED);
            assertThat(service.get(job).stopReason()).isEqualTo(StopReason.CANCELLED);
            assertThatExceptionOfType(Refusal.class).isThrownBy(() -> service.jobs.cancel(job.id()))
                    .matches(e -> e.kind() == Refusal.Kind.CONFLICT);
        }
    }

    @Test
    void aWaitingJobIsCancelledAtOnceAndTheNextOneRuns() {
        try (Service service = h2()) {
            TrainJob first = service.submit("slow", ",\"epochs\": 9000");
            TrainJob second = service.submit("fast");
            assertThat(service.jobs.cancel(second.id()).state()).isEqualTo(JobState.CANCELLED);
            service.jobs.cancel(first.id());
            assertThat(ended(service, service.submit("fast", ",\"epochs\": 1")).state()).isEqualTo(JobState.SUCCEEDED);
            assertThat(service.get(second).attempts()).isZero();
        }
    }

    @Test
    void aJobThatIsOutOfTimeIsEnded() {
        try (Service service = h2()) {
            TrainJob job = ended(service, service.submit("slow", ",\"epochs\": 9000, \"timeout\": \"PT1S\""));
            assertThat(job.state()).isEqualTo(JobState.FAILED);
            assertThat(job.stopReason()).isEqualTo(StopReason.MAX_RUNTIME);
        }
    }

    @Test
    void theGateKeepsABadVersionFromItsAlias() {
        try (Service service = h2()) {
            TrainJob job = ended(service, service.submit("fast", """
                    ,"epochs": 1, "gate": {"min": {"accuracy": 0.95}, "min_disparate_impact": 0.8},
                    "fairness": {"attributes": [{"name": "sex", "privileged": ["Male"]}], "favourable": [">50K"]}"""));
            assertThat(job.state()).isEqualTo(JobState.SUCCEEDED);
            assertThat(job.version()).isEqualTo(1);
            assertThat(job.gate()).isEqualTo(new TrainJob.Verdict(Decision.REJECTED, List.of(
                    "accuracy is 0.9000, and must be at least 0.95",
                    "disparate impact of sex 'Female' is 0.6000 (interval 0.3617 to 0.9952), and must be at least 0.8")));
            assertThat(models.alias(job.spec().model(), Models.PRODUCTION)).isEmpty();
        }
    }

    @Test
    void theSecondVersionOfAModelWaitsAsCandidate() {
        try (Service service = h2()) {
            ended(service, service.submit("fast", ",\"epochs\": 1"));
            TrainJob second = ended(service, service.submit("fast", ",\"epochs\": 1"));
            assertThat(second.gate()).isNotNull().extracting(TrainJob.Verdict::decision).isEqualTo(Decision.CANDIDATE);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.fairway.testing.Databases#all")
    void aRepeatedKeyGivesTheFirstJobAndAnotherBodyUnderItIsAConflict(Database database) {
        try (Service service = new Service(database.open(), directory, models)) {
            var body = VersionFolder.JSON.readTree("""
                    {"model": "fast", "dataset": {"id": "d1"}, "target": "income"}""");
            TrainJob first = service.jobs.submit(body, "k1");
            assertThat(service.jobs.submit(body, "k1").id()).isEqualTo(first.id());
            assertThat(service.jobs.submit(body, "k2").id()).isNotEqualTo(first.id());
            var other = VersionFolder.JSON.readTree("""
                    {"model": "slow", "dataset": {"id": "d1"}, "target": "income"}""");
            assertThatExceptionOfType(Refusal.class).isThrownBy(() -> service.jobs.submit(other, "k1"))
                    .matches(e -> e.kind() == Refusal.Kind.CONFLICT);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.fairway.testing.Databases#all")
    void jobsAreListedInPagesByStateAndModel(Database database) {
        try (Service service = new Service(database.open(), directory, models)) {
            TrainJob running = service.submit("slow", ",\"epochs\": 9000");
            List<TrainJob> waiting = List.of(service.submit("fast"), service.submit("fast"), service.submit("deaf"));
            var first = service.jobs.list(new Page.Request(2, null), JobState.QUEUED, "fast", null);
            assertThat(first.items()).extracting(TrainJob::id).isSubsetOf(waiting.stream().map(TrainJob::id).toList());
            var all = service.jobs.list(new Page.Request(3, null), null, null, null);
            assertThat(all.items()).hasSize(3).first().extracting(TrainJob::id).isEqualTo(running.id());
            assertThat(service.jobs.list(new Page.Request(3, all.next()), null, null, null).items()).hasSize(1);
        }
    }

    @Test
    void aPausedJobFreesItsSlotAndGoesOnFromItsCheckpoint() {
        try (Service service = h2()) {
            TrainJob job = service.submit("waits", ",\"epochs\": 12");
            await().atMost(PATIENCE).until(() -> service.get(job).history().size() > 2);
            service.jobs.pause(job.id());
            await().atMost(Duration.ofSeconds(5)).until(() -> service.get(job).state() == JobState.PAUSED);
            goOn(job);
            assertThat(ended(service, service.submit("fast", ",\"epochs\": 1")).state()).isEqualTo(JobState.SUCCEEDED);
            assertThatExceptionOfType(Refusal.class).isThrownBy(() -> service.jobs.pause(job.id()))
                    .matches(e -> e.kind() == Refusal.Kind.CONFLICT);
            service.jobs.resume(job.id());
            TrainJob done = ended(service, job);
            assertThat(done.history()).hasSize(12);
            assertThat(done.transitions()).extracting(Transition::message)
                    .contains("paused", "resumed")
                    .anyMatch(m -> m.startsWith("from epoch"));
        }
    }

    @Test
    void modelsTakeTurnsAndAGreaterPriorityGoesFirst() {
        try (Service service = imitating(SimulatedHost.withoutGpu())) {
            TrainJob first = service.submit("slow-a", ",\"epochs\": 8");
            await().atMost(PATIENCE).until(() -> service.get(first).attempts() == 1);
            List<TrainJob> many = List.of(service.submit("fast-a"), service.submit("fast-a"));
            TrainJob other = service.submit("fast-b");
            TrainJob urgent = service.submit("fast-a", ",\"priority\": 5");
            many.forEach(job -> ended(service, job));
            assertThat(started(service, urgent)).isBefore(started(service, other));
            assertThat(started(service, other)).isBefore(started(service, many.getFirst()));
        }
    }

    @Test
    void aJobThatDoesNotFitNowWaitsAndOneThatNeverWillIsRefusedWithTheFigures() {
        SimulatedHost host = SimulatedHost.withoutGpu().has(Device.CPU, 4_000, 400);
        try (Service service = imitating(host)) {
            TrainJob job = service.submit("fast", ",\"epochs\": 1");
            await().atMost(PATIENCE)
                    .until(() -> service.jobs.log(job.id(), 0).stream().anyMatch(e -> e.data().contains("waits: ")));
            host.has(Device.CPU, 4_000, 3_900);
            assertThat(ended(service, job).state()).isEqualTo(JobState.SUCCEEDED);
            assertThatExceptionOfType(Refusal.class)
                    .isThrownBy(() -> service.submit("fast",
                            ",\"architecture\": {\"type\": \"mlp\", \"hidden\": [8192, 8192, 8192, 8192]}"))
                    .withMessageMatching(".*needs? [0-9]+ MiB of memory on cpu, which has 4000 MiB.*");
        }
    }

    @Test
    void aModelIsTrainedAgainAsItWasTheLastTime() {
        try (Service service = imitating(SimulatedHost.withoutGpu())) {
            TrainJob first = ended(service, service.submit("fast", ",\"epochs\": 3"));
            TrainJob again = ended(service, service.jobs.retrain(first.spec().model(), true));
            assertThat(again.spec()).isEqualTo(first.spec());
            assertThat(again.version()).isEqualTo(2);
            assertThatExceptionOfType(Refusal.class)
                    .isThrownBy(() -> service.jobs.retrain(new ModelName("nobody"), false))
                    .matches(e -> e.kind() == Refusal.Kind.CONFLICT);
        }
    }

    private static Instant started(Service service, TrainJob job) {
        return Objects.requireNonNull(service.get(job).startedAt());
    }

    private Service imitating(SimulatedHost host) {
        return Service.imitating(Databases.h2(), directory, models, 1, host);
    }

    private Service h2() {
        return new Service(Databases.h2(), directory, models);
    }

    private static TrainJob ended(Service service, TrainJob job) {
        await().atMost(PATIENCE).until(() -> service.get(job).state().isEnd());
        return service.get(job);
    }

    /** Lets a worker that waits go on, and those that follow it not wait at all. */
    private void goOn(TrainJob job) {
        try {
            Files.createFile(directory.resolve(job.id()).resolve("go-on"));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void kill(Service service, TrainJob job) {
        try {
            String mark = Files.readString(service.folders.of(job.id()).resolve("worker.pid"));
            ProcessHandle.of(Long.parseLong(mark.substring(0, mark.indexOf(' ')))).orElseThrow().destroyForcibly();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
