package dev.fairway.training.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import dev.fairway.process.JavaCommand;
import dev.fairway.training.JobState;
import dev.fairway.training.Launcher;
import dev.fairway.training.WorkerEvent;
import dev.fairway.training.queue.TrainingProperties;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** The life of workers in a cluster, whose part the test plays: an API server keeps what both write. */
@EnableKubernetesMockClient(crud = true)
@Timeout(20)
class KubernetesWorkerTests {

    private static final String ENTERED = "{\"event\":\"entered\",\"state\":\"training\",\"message\":\"%s\"}";
    private static final String CANCELLED = "{\"event\":\"cancelled\",\"message\":\"done\"}";

    // Set by the extension.
    @SuppressWarnings("NullAway.Init")
    private KubernetesClient client;
    // Set by the extension.
    @SuppressWarnings("NullAway.Init")
    private KubernetesMockServer server;

    @TempDir
    private Path jobs;

    private FakeCluster cluster;
    private Path folder;

    @BeforeEach
    void begin() throws IOException {
        cluster = new FakeCluster(client, server);
        folder = Files.createDirectories(jobs.resolve("job-1"));
    }

    @Test
    void aWorkerIsAJobThatIsFoundByTheTrainJobsId() throws IOException {
        try (Launcher.Worker worker = launch()) {
            assertThat(worker.found()).isFalse();
            assertThat(cluster.jobs()).singleElement()
                    .satisfies(
                            job -> assertThat(job.getMetadata().getLabels()).containsEntry(WorkerJob.LABEL, "job-1"));
        }
    }

    @Test
    void linesOfItsLogAreEventsAndTheRestIsNoise() throws IOException {
        try (Launcher.Worker worker = launch()) {
            cluster.runs(job(), "p1");
            cluster.writes("p1", null, line(1, ENTERED.formatted("a")), line(2, "[W] a native library speaks"),
                    line(3, CANCELLED));
            assertThat(told(worker)).contains(entered("a")).last().isEqualTo(new WorkerEvent.Cancelled("done"));
            cluster.ends("p1", "Completed", 0);
        }
        assertThat(Files.readString(folder.resolve("worker.log"))).contains("a native library speaks");
    }

    @Test
    void aConnectionThatBreaksIsTakenUpBehindTheLastLine() throws IOException {
        try (Launcher.Worker worker = launch()) {
            cluster.runs(job(), "p1");
            cluster.writes("p1", null, line(1, ENTERED.formatted("a")), line(2, ENTERED.formatted("b")));
            cluster.writes("p1", at(2), line(2, ENTERED.formatted("b")), line(3, CANCELLED));
            assertThat(told(worker)).containsSubsequence(entered("a"), entered("b"), new WorkerEvent.Cancelled("done"))
                    .containsOnlyOnce(entered("b"));
            cluster.ends("p1", "Completed", 0);
        }
    }

    @Test
    void aWorkerThatDiesSaysHow() throws IOException {
        try (Launcher.Worker worker = launch()) {
            cluster.runs(job(), "p1");
            cluster.writes("p1", null, line(1, ENTERED.formatted("a")));
            cluster.ends("p1", "OOMKilled", 137);
            cluster.fails(job());
            assertThat(told(worker)).last().isEqualTo(entered("a"));
            assertThat(worker.exit()).isEqualTo(new Launcher.Exit(true, "the cluster, for its memory"));
        }
    }

    @Test
    void anEvictedPodIsFollowedByAnotherOneOfTheSameJob() throws IOException {
        try (Launcher.Worker worker = launch()) {
            cluster.runs(job(), "p1");
            cluster.writes("p1", null, line(1, ENTERED.formatted("a")));
            cluster.evicts("p1");
            await().pollInSameThread().until(() -> entered("a").equals(worker.next()));
            cluster.runs(job(), "p2");
            cluster.writes("p2", null, line(9, ENTERED.formatted("goes on after epoch 3")), line(10, CANCELLED));
            assertThat(told(worker)).contains(entered("goes on after epoch 3"))
                    .anySatisfy(event -> assertThat(event).isInstanceOf(WorkerEvent.Logged.class)
                            .asString()
                            .contains("another one takes its place"))
                    .last()
                    .isEqualTo(new WorkerEvent.Cancelled("done"));
            cluster.ends("p2", "Completed", 0);
        }
    }

    @Test
    void anEvictionThatNobodyMakesGoodIsNoFaultOfTheWorker() throws IOException {
        try (Launcher.Worker worker = launch()) {
            cluster.runs(job(), "p1");
            cluster.writes("p1", null, line(1, ENTERED.formatted("a")));
            cluster.evicts("p1");
            cluster.fails(job());
            assertThat(told(worker)).last().isEqualTo(entered("a"));
            assertThat(worker.exit()).isEqualTo(new Launcher.Exit(false, "Evicted: the node was low on memory", true));
        }
    }

    @Test
    void whatTheClusterSaysOfAWaitingPodIsTold() throws IOException {
        try (Launcher.Worker worker = launch()) {
            cluster.waits(job(), "p1");
            cluster.says("p1", "FailedScheduling", "0/3 nodes are available: 3 Insufficient nvidia.com/gpu.");
            await().pollInSameThread()
                    .until(() -> new WorkerEvent.Logged("warning",
                            "FailedScheduling: 0/3 nodes are available: 3 Insufficient nvidia.com/gpu.")
                            .equals(worker.next()));
        }
    }

    @Test
    void anImageThatIsNotThereIsTheEndOfTheWorker() throws IOException {
        try (Launcher.Worker worker = launch()) {
            cluster.lacksImage(job(), "p1");
            told(worker);
            assertThat(worker.exit().description()).isEqualTo("ImagePullBackOff: no such image");
        }
    }

    @Test
    void aServiceThatComesBackListensOnFromWhereItsPredecessorStopped() throws IOException {
        try (Launcher.Worker worker = launch()) {
            cluster.runs(job(), "p1");
            cluster.writes("p1", null, line(1, ENTERED.formatted("a")), line(2, ENTERED.formatted("b")));
            await().pollInSameThread().until(() -> entered("b").equals(worker.next()));
            assertThat(worker.goesOn()).isTrue();
            worker.leave();
        }
        assertThat(cluster.jobs()).hasSize(1);
        try (Launcher.Worker again = launch()) {
            assertThat(again.found()).isTrue();
            // What was told last may not have been acted on.
            cluster.writes("p1", at(1), line(2, ENTERED.formatted("b")), line(3, CANCELLED));
            assertThat(told(again)).doesNotContain(entered("a"))
                    .contains(entered("b"), new WorkerEvent.Cancelled("done"));
            cluster.ends("p1", "Completed", 0);
        }
    }

    @Test
    void whatEndedWhileNobodyListenedIsHeardAllTheSame() throws IOException {
        try (Launcher.Worker worker = launch()) {
            worker.leave();
        }
        cluster.runs(job(), "p1");
        cluster.writes("p1", null, line(1, ENTERED.formatted("a")), line(2, CANCELLED));
        cluster.ends("p1", "Completed", 0);
        cluster.completes(job());
        try (Launcher.Worker again = launch()) {
            assertThat(told(again)).contains(entered("a"), new WorkerEvent.Cancelled("done"));
        }
    }

    @Test
    void theEndOfAWorkerIsTheDeletionOfItsJob() throws IOException {
        try (Launcher.Worker worker = launch()) {
            worker.cancel();
            assertThat(cluster.jobs()).isEmpty();
            assertThat(told(worker)).isNotNull();
        }
        assertThat(folder.resolve("worker.job")).doesNotExist();
    }

    @Test
    void aWorkerThatEndedByItselfIsKeptForALook() throws IOException {
        try (Launcher.Worker worker = launch()) {
            cluster.runs(job(), "p1");
            cluster.writes("p1", null, line(1, CANCELLED));
            told(worker);
            cluster.ends("p1", "Completed", 0);
        }
        assertThat(cluster.jobs()).hasSize(1);
        try (Launcher.Worker next = launch()) {
            assertThat(next.found()).isFalse();
            assertThat(cluster.jobs()).hasSize(2);
        }
    }

    @Test
    void noTwoWorkersEverWriteToAFolder() throws IOException {
        try (Launcher.Worker worker = launch()) {
            cluster.runs(job(), "p1");
            worker.cancel();
        }
        assertThatIOException().isThrownBy(this::launch).withMessageContaining("has not ended within PT0.5S");
        cluster.ends("p1", "Error", 143);
        try (Launcher.Worker next = launch()) {
            assertThat(next.found()).isFalse();
        }
    }

    private static String at(int second) {
        return "2026-01-01T00:00:%02d.500Z".formatted(second);
    }

    private static String line(int second, String text) {
        return at(second) + " " + text;
    }

    private static WorkerEvent entered(String message) {
        return new WorkerEvent.Entered(JobState.TRAINING, message);
    }

    /** All that a worker tells until it has told its last, or is over. */
    private static List<WorkerEvent> told(Launcher.Worker worker) throws IOException {
        List<WorkerEvent> told = new java.util.ArrayList<>();
        for (WorkerEvent event = worker.next(); event != null; event = worker.next()) {
            told.add(event);
            if (event instanceof WorkerEvent.Cancelled) {
                break;
            }
        }
        return told;
    }

    private Job job() {
        return cluster.jobs().getFirst();
    }

    private Launcher.Worker launch() throws IOException {
        KubernetesProperties settings = new KubernetesProperties("ml", "registry/fairway:1", "data", "/var/lib/fairway",
                null, "2", "8Gi", 0, "nvidia.com/gpu", Duration.ofMinutes(5), Map.of(), List.of(), List.of(),
                Duration.ofMillis(500));
        TrainingProperties training = new TrainingProperties(TrainingProperties.Place.KUBERNETES, jobs, 1, 3,
                Duration.ofSeconds(1), Duration.ofMillis(300), Duration.ofSeconds(30), Duration.ofMillis(200),
                DataSize.ofMegabytes(64), 12, DataSize.ofKilobytes(64));
        return new KubernetesLauncher(client, settings, training, new JavaCommand("app.jar", List.of("Main")),
                UUID::randomUUID).launch(Objects.requireNonNull(folder), 1);
    }
}
