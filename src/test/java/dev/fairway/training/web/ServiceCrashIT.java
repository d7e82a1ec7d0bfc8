package dev.fairway.training.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a train job loses when the service goes down under it: nothing. */
class ServiceCrashIT {

    private static final int EPOCHS = 25;
    private static final String LONG = ", \"epochs\": %d, \"batch_size\": 8, \"early_stopping\": {\"patience\": 1000}"
            .formatted(EPOCHS);

    @TempDir
    private Path home;

    @Test
    void aJobGoesOnAfterTheServiceWasStoppedAndAfterItWasKilled() throws Exception {
        Job job = stopInMidTraining();
        ProcessHandle orphan = killInMidTraining(job);
        try (ServiceProcess third = ServiceProcess.start(home)) {
            Job resumed = new Job(third.http(), job.id(), job.model());
            JsonNode done = resumed.succeeded();
            assertThat(orphan.isAlive()).isFalse();
            assertThat(done.get("attempts").asInt()).isEqualTo(3);
            assertThat(done.get("history")).hasSize(EPOCHS);
            assertThat(done.get("gate").get("decision").asString()).isEqualTo("promoted");
            Job undisturbed = Job.start(third.http(), done.at("/spec/dataset/id").asString(), LONG);
            undisturbed.succeeded();
            assertThat(resumed.network()).isEqualTo(undisturbed.network());
            assertThat(resumed.messages()).noneMatch(m -> m.contains("worker_crashed"))
                    .anyMatch(m -> m.contains("the service stops"))
                    .filteredOn(m -> m.startsWith("goes on after epoch"))
                    .hasSize(2);
        }
    }

    private Job stopInMidTraining() throws Exception {
        try (ServiceProcess service = ServiceProcess.start(home)) {
            Job job = Job.start(service.http(), Debtors.upload(service.http()), LONG);
            job.awaitEpochs(2);
            ProcessHandle worker = job.worker(home.resolve("train-jobs"));
            assertThat(service.stop()).as("left in time").isTrue();
            assertThat(worker.isAlive()).isFalse();
            return job;
        }
    }

    /** Gives the worker that was left behind. */
    private ProcessHandle killInMidTraining(Job job) throws IOException {
        try (ServiceProcess service = ServiceProcess.start(home)) {
            Job resumed = new Job(service.http(), job.id(), job.model());
            await().atMost(Duration.ofMinutes(1)).until(() -> resumed.get().get("attempts").asInt() == 2);
            int before = resumed.get().get("history").size();
            resumed.awaitEpochs(before + 2);
            ProcessHandle worker = job.worker(home.resolve("train-jobs"));
            service.kill();
            return worker;
        }
    }
}
