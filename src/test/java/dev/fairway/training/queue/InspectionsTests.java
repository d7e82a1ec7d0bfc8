package dev.fairway.training.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairway.registry.VersionFolder;
import dev.fairway.testing.Databases;
import dev.fairway.testing.SimulatedHost;
import dev.fairway.training.Failure;
import dev.fairway.training.JobState;
import dev.fairway.training.TrainJob;
import dev.fairway.training.TrainJob.Transition;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of jobs whose data are inspected before anything is spent on them. */
class InspectionsTests {

    private static final String GRID = ",\"epochs\": 2, \"search\": {\"method\": \"grid\", \"space\": {%s}}";

    @TempDir
    private Path directory;

    @Test
    void dataThatFailACheckCostNoWorker() {
        try (Service service = service()) {
            TrainJob job = ended(service, service.submit("leaky"));
            assertThat(job.attempts()).isZero();
            assertThat(service.folders.of(job.id())).doesNotExist();
            assertThat(job.transitions()).extracting(Transition::state)
                    .containsExactly(JobState.QUEUED, JobState.VALIDATING, JobState.FAILED);
            Failure failure = Objects.requireNonNull(job.failure());
            assertThat(failure.code()).isEqualTo(Failure.Code.DATA_CHECK_FAILED);
            assertThat(failure.stage()).isEqualTo(JobState.VALIDATING);
            assertThat(failure.column()).isEqualTo("zip");
            assertThat(service.jobs.dataReport(job.id()).orElseThrow().passed()).isFalse();
        }
    }

    @Test
    void theTrialsOfASearchShareOneReport() {
        try (Service service = service()) {
            TrainJob search = ended(service,
                    service.submit("fast", GRID.formatted("\"optimizer.learning_rate\": [0.01, 0.02, 0.03]")));
            assertThat(search.state()).isEqualTo(JobState.SUCCEEDED);
            assertThat(service.inspection.asked).hasValue(1);
            assertThat(service.jobs.dataReport(search.id())).isPresent();
        }
    }

    @Test
    void trialsWithOtherLimitsAreInspectedByThemselves() {
        try (Service service = service()) {
            ended(service, service.submit("fast", GRID.formatted("\"checks.max_missing\": [0.1, 0.2]")));
            assertThat(service.inspection.asked.get()).isGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void aDryRunTellsWhatTheInspectionFinds() {
        try (Service service = service()) {
            assertThat(service.jobs
                    .check(VersionFolder.JSON
                            .readTree("{\"model\": \"leaky\", \"dataset\": {\"id\": \"d1\"}, \"target\": \"income\"}"))
                    .passed()).isFalse();
        }
    }

    private Service service() {
        return Service.imitating(Databases.h2(), directory, new FakeModels(), 1, SimulatedHost.withoutGpu());
    }

    private static TrainJob ended(Service service, TrainJob job) {
        await().atMost(Duration.ofSeconds(60)).until(() -> service.get(job).state().isEnd());
        return service.get(job);
    }
}
