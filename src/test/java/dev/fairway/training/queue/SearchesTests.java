package dev.fairway.training.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.fairway.contract.Page;
import dev.fairway.contract.Refusal;
import dev.fairway.testing.Databases;
import dev.fairway.testing.Databases.Database;
import dev.fairway.testing.SimulatedHost;
import dev.fairway.training.Checkpoint;
import dev.fairway.training.Failure;
import dev.fairway.training.JobState;
import dev.fairway.training.SearchProgress;
import dev.fairway.training.StopReason;
import dev.fairway.training.TrainJob;
import dev.fairway.training.TrialTable;
import dev.fairway.training.TrialTable.Trial;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Searches with workers that learn nothing: a learning rate of 0.01 is the best, and more epochs are better. */
class SearchesTests {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String ASHA = """
            ,"epochs": 9, "search": {"method": "asha", "trials": 9, "metric": "validation_accuracy",
              "reduction_factor": 3, "space": {"optimizer.learning_rate": {"log_uniform": [0.0001, 0.1]}}}""";
    private static final String GRID = """
            ,"epochs": 2, "search": {"method": "grid", "metric": "validation_accuracy",
              "space": {"optimizer.learning_rate": [0.001, 0.01, 0.1], "batch_size": [32, 64]}}""";

    private final FakeModels models = new FakeModels();

    @TempDir
    private Path directory;

    @ParameterizedTest
    @MethodSource("dev.fairway.testing.Databases#all")
    void anAshaSearchPrunesTheWorseTrialsAndMakesAVersionOfTheBest(Database database) {
        try (Service service = service(database.open(), 2)) {
            TrainJob done = ended(service, service.submit("fast", ASHA));
            assertThat(done.state()).as(String.valueOf(done.failure())).isEqualTo(JobState.SUCCEEDED);
            assertThat(done.version()).isEqualTo(1);
            assertThat(models.count()).isEqualTo(1);
            TrialTable table = service.jobs.trials(done.id()).orElseThrow();
            assertThat(table.rungs()).containsExactly(1, 3, 9);
            assertThat(table.items()).hasSize(9).allMatch(trial -> trial.state() == JobState.SUCCEEDED);
            assertThat(table.items()).filteredOn(t -> t.stopReason() == StopReason.PRUNED)
                    .hasSizeGreaterThanOrEqualTo(5);
            assertThat(table.items()).filteredOn(t -> t.stopReason() == StopReason.MAX_EPOCHS).isNotEmpty();
            Trial best = first(table);
            assertThat(rate(best)).isBetween(0.002, 0.05);
            assertThat(done.search()).isNotNull().satisfies(progress -> {
                assertThat(Objects.requireNonNull(progress.best()).trial()).isEqualTo(best.id());
                assertThat(progress.epochs()).isLessThan(progress.fullEpochs() / 2);
                assertThat(Objects.requireNonNull(done.usage()).seconds()).isGreaterThanOrEqualTo(progress.epochs());
            });
        }
    }

    @Test
    void aGridTriesEveryCombinationToItsEndAndWaitsForNoRung() {
        try (Service service = service(Databases.h2(), 2)) {
            TrainJob done = ended(service, service.submit("fast", GRID));
            TrialTable table = service.jobs.trials(done.id()).orElseThrow();
            assertThat(table.items()).hasSize(6)
                    .allMatch(t -> t.stopReason() == StopReason.MAX_EPOCHS && t.epochs() == 2);
            assertThat(rate(first(table))).isEqualTo(0.01);
            assertThat(service.get(done).history()).hasSize(2);
        }
    }

    @Test
    void theVersionIsTheBestTrialsAndWasJudgedByTheGateOnce() {
        try (Service service = service(Databases.h2(), 2)) {
            TrainJob done = ended(service,
                    service.submit("fast", GRID + ", \"gate\": {\"min\": {\"accuracy\": 0.95}}"));
            assertThat(done.gate()).isNotNull()
                    .extracting(TrainJob.Verdict::decision)
                    .isEqualTo(TrainJob.Verdict.Decision.REJECTED);
            assertThat(done.metrics()).containsKey("test");
            TrialTable table = service.jobs.trials(done.id()).orElseThrow();
            assertThat(table.items()).allSatisfy(trial -> {
                TrainJob job = service.jobs.find(trial.id()).orElseThrow();
                assertThat(job.metrics()).isEmpty();
                assertThat(job.version()).isNull();
                assertThat(job.parent()).isEqualTo(done.id());
            });
        }
    }

    @Test
    void trialsAreNoJobsOfTheirOwnInTheList() {
        try (Service service = service(Databases.h2(), 2)) {
            TrainJob search = ended(service, service.submit("fast", GRID));
            Page.Request page = new Page.Request(50, null);
            assertThat(service.jobs.list(page, null, null, null).items()).extracting(TrainJob::id)
                    .containsExactly(search.id());
            assertThat(service.jobs.list(page, null, null, search.id()).items()).hasSize(6);
        }
    }

    @Test
    void aSearchOutlivesTheServiceThatBeganIt() {
        DataSource source = Databases.h2();
        TrainJob search;
        try (Service first = service(source, 2)) {
            search = first.submit("slow", ASHA);
            await().atMost(PATIENCE).until(() -> progress(first, search).epochs() > 3);
        }
        try (Service second = service(source, 2)) {
            TrainJob done = ended(second, search);
            assertThat(done.state()).isEqualTo(JobState.SUCCEEDED);
            assertThat(second.jobs.trials(search.id()).orElseThrow().items()).hasSize(9)
                    .allMatch(trial -> trial.value() != null);
        }
    }

    @Test
    void theEndOfASearchIsTheEndOfItsTrials() {
        try (Service service = service(Databases.h2(), 2)) {
            TrainJob search = service.submit("slow", ASHA);
            await().atMost(PATIENCE).until(() -> progress(service, search).epochs() > 2);
            service.jobs.cancel(search.id());
            assertThat(ended(service, search).state()).isEqualTo(JobState.CANCELLED);
            await().atMost(Duration.ofSeconds(5))
                    .until(() -> trials(service, search).stream().allMatch(trial -> trial.state().isEnd()));
            assertThat(models.count()).isZero();
        }
    }

    @Test
    void aSearchThatIsOutOfTimeEndsWithTheBestTrialSoFar() {
        try (Service service = service(Databases.h2(), 1)) {
            TrainJob search = service.submit("slow", """
                    ,"epochs": 9, "search": {"method": "asha", "trials": 40, "metric": "validation_accuracy",
                      "reduction_factor": 3, "timeout": "PT3S",
                      "space": {"optimizer.learning_rate": {"log_uniform": [0.0001, 0.1]}}}""");
            TrainJob done = ended(service, search);
            assertThat(done.state()).as(String.valueOf(done.failure())).isEqualTo(JobState.SUCCEEDED);
            assertThat(done.version()).isEqualTo(1);
            List<Trial> trials = service.jobs.trials(search.id()).orElseThrow().items();
            assertThat(trials).hasSize(40).allMatch(trial -> trial.state().isEnd());
            assertThat(trials).filteredOn(trial -> trial.epochs() == 0).isNotEmpty();
            assertThat(Objects.requireNonNull(progress(service, search).best()).trial())
                    .isEqualTo(first(service.jobs.trials(search.id()).orElseThrow()).id());
        }
    }

    @Test
    void aSearchWhoseTimeBringsNoValueFailsAndSaysSo() {
        try (Service service = service(Databases.h2(), 1)) {
            TrainJob done = ended(service, service.submit("slow", """
                    ,"epochs": 9000, "search": {"method": "random", "trials": 2, "timeout": "PT1S",
                      "space": {"optimizer.learning_rate": {"log_uniform": [0.0001, 0.1]}}}"""));
            assertThat(done.state()).isEqualTo(JobState.FAILED);
            assertThat(Objects.requireNonNull(done.failure()).message()).contains("in the search's time of PT1S");
        }
    }

    @Test
    void aPausedSearchRestsWithItsTrialsAndGoesOn() {
        try (Service service = service(Databases.h2(), 2)) {
            TrainJob search = service.submit("slow", ASHA);
            await().atMost(PATIENCE).until(() -> progress(service, search).epochs() > 2);
            assertThat(service.jobs.pause(search.id()).state()).isEqualTo(JobState.PAUSED);
            await().atMost(Duration.ofSeconds(5))
                    .until(() -> trials(service, search).stream()
                            .noneMatch(t -> t.state() == JobState.TRAINING || t.state() == JobState.PREPARING));
            assertThat(ended(service, service.submit("fast", ",\"epochs\": 1")).state()).isEqualTo(JobState.SUCCEEDED);
            assertThat(service.get(search).state()).isEqualTo(JobState.PAUSED);
            service.jobs.resume(search.id());
            assertThat(ended(service, search).state()).isEqualTo(JobState.SUCCEEDED);
        }
    }

    @Test
    void aSearchFailsOnceTooManyTrialsHave() {
        try (Service service = service(Databases.h2(), 2)) {
            String strict = GRID.replace("\"grid\"", "\"grid\", \"max_failed_trials\": 1");
            TrainJob failed = ended(service, service.submit("fast-diverging", strict));
            assertThat(failed.state()).isEqualTo(JobState.FAILED);
            assertThat(failed.failure()).isNotNull().satisfies(failure -> {
                assertThat(failure.code()).isEqualTo(Failure.Code.DIVERGED);
                assertThat(failure.message()).contains("2 of 6 trials failed, and 1 may");
            });
            assertThat(ended(service, service.submit("fast-diverging", GRID)).state()).isEqualTo(JobState.SUCCEEDED);
        }
    }

    @Test
    void aPromotedTrialGoesOnFromItsCheckpoint() {
        try (Service service = service(Databases.h2(), 1)) {
            TrainJob done = ended(service, service.submit("fast", ASHA));
            Trial best = first(service.jobs.trials(done.id()).orElseThrow());
            TrainJob trial = service.jobs.find(best.id()).orElseThrow();
            assertThat(trial.transitions()).extracting(TrainJob.Transition::message)
                    .contains("from epoch 1", "from epoch 3", "promoted to rung 3");
            assertThat(trial.history()).hasSize(9);
            assertThat(Checkpoint.folder(service.folders.of(done.id()))).exists();
        }
    }

    @Test
    void whatIsWrongWithASpaceIsNamed() {
        try (Service service = service(Databases.h2(), 1)) {
            assertThat(errors(service, "\"optimizer.lr\": {\"uniform\": [0, 1]}"))
                    .anyMatch(e -> e.startsWith("search.space.optimizer.lr: ") && e.contains("known are type"));
            assertThat(errors(service, "\"epochs\": {\"int_uniform\": [1, 20000]}"))
                    .anyMatch(e -> e.startsWith("search.space.epochs: 20000: must be a whole number"));
            assertThat(errors(service, "\"architecture.hidden\": [[64], [0]]"))
                    .anyMatch(e -> e.startsWith("search.space.architecture.hidden: [0]: "));
            assertThat(errors(service, "\"batch_size\": []")).anyMatch(e -> e.contains("must list 1 to"));
            assertThat(errors(service, "")).anyMatch(e -> e.startsWith("search.space: must name"));
            assertThat(errors(service, "\"seed\": [1, 2]")).anyMatch(e -> e.contains("which rows"));
            assertThat(errors(service, "\"loss\": [\"cross_entropy\"]")).anyMatch(e -> e.contains("search.metric"));
            assertThat(errors(service, "\"batch_size.x\": [1]"))
                    .anyMatch(e -> e.startsWith("search.space.batch_size.x"));
        }
    }

    @Test
    void aFieldThatNeedsAnotherIsTriedWithIt() {
        try (Service service = service(Databases.h2(), 2)) {
            TrainJob done = ended(service, service.submit("fast", """
                    ,"epochs": 1, "search": {"method": "random", "trials": 6, "space": {
                      "optimizer.type": ["adamw", "sgd"], "optimizer.momentum": {"uniform": [0.5, 0.9]}}}"""));
            assertThat(service.jobs.trials(done.id()).orElseThrow().items()).hasSize(6)
                    .allMatch(trial -> "sgd"
                            .equals(Objects.requireNonNull(trial.params().get("optimizer.type")).asString()));
        }
    }

    private Service service(DataSource source, int slots) {
        return Service.imitating(source, directory, models, slots, SimulatedHost.withoutGpu());
    }

    private static List<String> errors(Service service, String space) {
        var thrown = new java.util.concurrent.atomic.AtomicReference<List<String>>(List.of());
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> service.submit("fast",
                ", \"search\": {\"method\": \"random\", \"space\": {%s}}".formatted(space))).satisfies(e -> {
                    assertThat(e.kind()).isEqualTo(Refusal.Kind.INVALID);
                    thrown.set(e.errors().stream().map(error -> error.field() + ": " + error.message()).toList());
                });
        return thrown.get();
    }

    private static Trial first(TrialTable table) {
        return table.items()
                .stream()
                .filter(trial -> Integer.valueOf(1).equals(trial.rank()))
                .findFirst()
                .orElseThrow();
    }

    private static double rate(Trial trial) {
        return Objects.requireNonNull(trial.params().get("optimizer.learning_rate")).asDouble();
    }

    private static List<Trial> trials(Service service, TrainJob search) {
        return service.jobs.trials(search.id()).orElseThrow().items();
    }

    private static SearchProgress progress(Service service, TrainJob search) {
        return Objects.requireNonNull(service.get(search).search());
    }

    private static TrainJob ended(Service service, TrainJob job) {
        await().atMost(PATIENCE).until(() -> service.get(job).state().isEnd());
        return service.get(job);
    }
}
