package dev.fairway.training.kubernetes;

import dev.fairway.training.Launcher;
import dev.fairway.training.Launcher.Exit;
import dev.fairway.training.WorkerEvent;
import dev.fairway.training.launch.EventLines;
import dev.fairway.training.launch.WorkerLog;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.LogWatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A worker's pod: what it writes is its log, from the first line on, and a line of that is an event or noise. How it
 * ended is told by its status. Its end is the deletion of its Job.
 */
final class KubernetesWorker implements Launcher.Worker {

    private static final Duration LOOK = Duration.ofMillis(300);

    private final KubernetesClient client;
    private final Job job;
    private final Duration grace;
    private final WorkerLog log;
    private final CountDownLatch closed = new CountDownLatch(1);
    private String told = "";
    private volatile @Nullable LogWatch stream;
    private @Nullable EventLines lines;

    KubernetesWorker(KubernetesClient client, Job job, Duration grace, WorkerLog log) {
        this.client = client;
        this.job = job;
        this.grace = grace;
        this.log = log;
    }

    @Override
    public @Nullable WorkerEvent next() throws IOException {
        try {
            EventLines reading = lines;
            while (reading == null) {
                PodState pod = pod();
                if (pod.readable() && pod.name() != null) {
                    reading = read(pod.name());
                } else if (pod.exit() != null || isClosed()) {
                    return null;
                } else if (!told.equals(pod.phase())) {
                    told = pod.phase();
                    return new WorkerEvent.Logged("info", "the worker's pod: " + told);
                }
            }
            return event(reading);
        } catch (KubernetesClientException e) {
            if (closed.getCount() == 0) {
                return null;
            }
            throw new IOException("the cluster does not answer", e);
        }
    }

    private EventLines read(String pod) {
        LogWatch opened = client.pods().inNamespace(job.getMetadata().getNamespace()).withName(pod).watchLog();
        stream = opened;
        EventLines reading = new EventLines(opened.getOutput());
        lines = reading;
        return reading;
    }

    private @Nullable WorkerEvent event(EventLines reading) throws IOException {
        for (String line = reading.next(); line != null; line = reading.next()) {
            Optional<WorkerEvent> event = EventLines.event(line);
            if (event.isPresent()) {
                return event.get();
            }
            log.line(line);
        }
        return null;
    }

    private boolean isClosed() {
        try {
            return closed.await(LOOK.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private PodState pod() {
        return client.pods()
                .inNamespace(job.getMetadata().getNamespace())
                .withLabel("batch.kubernetes.io/job-name", job.getMetadata().getName())
                .list()
                .getItems()
                .stream()
                .findFirst()
                .map(PodState::of)
                .orElse(PodState.NONE);
    }

    /** Its pod is told to end, and is ended after the grace. */
    @Override
    public void cancel() {
        delete();
    }

    @Override
    public Exit exit() {
        for (int looks = 0; looks < 30; looks++) {
            Exit exit = pod().exit();
            if (exit != null) {
                return exit;
            }
            if (isClosed()) {
                break;
            }
        }
        return new Exit(false, "the loss of its pod");
    }

    @Override
    public void close() {
        closed.countDown();
        LogWatch opened = stream;
        if (opened != null) {
            opened.close();
        }
        delete();
        try {
            log.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void delete() {
        var _ = client.batch()
                .v1()
                .jobs()
                .inNamespace(job.getMetadata().getNamespace())
                .withName(job.getMetadata().getName())
                .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                .withGracePeriod(grace.toSeconds())
                .delete();
    }
}
