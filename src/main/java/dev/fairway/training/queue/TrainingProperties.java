package dev.fairway.training.queue;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How train jobs are run.
 *
 * @param launcher where workers run: {@code local}, as processes beside this one, or {@code kubernetes}, as Jobs of its cluster
 * @param directory where each job has its folder: its order, checkpoints, log and, at the end, the version
 * @param slots jobs that run at once on each device of this instance; the others wait in the queue
 * @param maxAttempts workers of one job that may die before the job is given up
 * @param heartbeat how often a running job is marked as alive; one that was not for four times that long is taken over
 * @param grace how long a worker may take to heed a request to stop before its process is ended
 * @param silence how long a worker may take to its first word before it is replaced as one that hangs
 * @param overtime how long a worker may take, after its job's timeout, to evaluate the best epoch it has
 * @param workerHeap greatest Java heap of a worker; its tensors lie beside it
 * @param wattsPerCore what a busy core is taken to draw where the processors have no counters that can be read
 * @param logLimit bytes of a worker's log; of a longer one the newest part is kept
 */
@ConfigurationProperties("fairway.training")
public record TrainingProperties(
        @DefaultValue("local") Place launcher,
        Path directory,
        @DefaultValue("1") int slots,
        @DefaultValue("3") int maxAttempts,
        @DefaultValue("4s") Duration heartbeat,
        @DefaultValue("500ms") Duration grace,
        @DefaultValue("2m") Duration silence,
        @DefaultValue("1m") Duration overtime,
        @DefaultValue("1GB") DataSize workerHeap,
        @DefaultValue("12") double wattsPerCore,
        @DefaultValue("1MB") DataSize logLimit) {

    /** Where workers run. A word that is none of these keeps the service from starting. */
    public enum Place {
        LOCAL, KUBERNETES
    }
}
