package dev.fairway.training.kubernetes;

import dev.fairway.process.JavaCommand;
import dev.fairway.training.Launcher;
import dev.fairway.training.launch.WorkerLog;
import dev.fairway.training.queue.TrainingProperties;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.util.IdGenerator;

/**
 * Runs each worker as a Kubernetes Job of the service's own image, on the volume that the service keeps its data on. A
 * worker outlives the service: one that comes back finds it by the mark in the job's folder, and listens on from where
 * its predecessor stopped, also where the worker has ended meanwhile.
 */
final class KubernetesLauncher implements Launcher {

    private static final Duration LOOK = Duration.ofMillis(200);

    private final KubernetesClient client;
    private final KubernetesProperties settings;
    private final TrainingProperties training;
    private final JavaCommand command;
    private final IdGenerator ids;

    KubernetesLauncher(
            KubernetesClient client,
            KubernetesProperties settings,
            TrainingProperties training,
            JavaCommand command,
            IdGenerator ids) {
        this.client = client;
        this.settings = settings;
        this.training = training;
        this.command = command;
        this.ids = ids;
    }

    @Override
    public Worker launch(Path folder, int threads) throws IOException {
        String id = folder.getFileName().toString();
        JobMark mark = new JobMark(folder);
        try {
            Optional<JobMark.Heard> before = mark.read();
            if (before.isPresent()) {
                WorkerCluster cluster = cluster(before.get().job());
                if (cluster.isThere()) {
                    return worker(cluster, mark, before.get().heard(), true, folder);
                }
            }
            awaitNobody(id);
            WorkerCluster cluster = cluster("fairway-train-" + ids.generateId());
            // The mark comes first: a Job without one has been heard to its end.
            mark.set(cluster.job(), null);
            List<String> line = command.line(List.of("-Xmx" + training.workerHeap().toBytes()), folder);
            cluster.create(new WorkerJob(settings, cluster.job(), id, line, threads, training.grace()).manifest());
            return worker(cluster, mark, null, false, folder);
        } catch (KubernetesClientException e) {
            throw new IOException("the cluster did not take the worker: " + e.getMessage(), e);
        }
    }

    private KubernetesWorker worker(
            WorkerCluster cluster,
            JobMark mark,
            @Nullable Instant heard,
            boolean found,
            Path folder) throws IOException {
        return new KubernetesWorker(cluster, mark, heard, found, new WorkerLog(folder, training.logLimit().toBytes()));
    }

    /** Not on this host, whose devices and memory it does not need. */
    @Override
    public boolean runsHere() {
        return false;
    }

    /** Ends what works at a train job and was heard to its end, so that no two ever write to a folder. */
    private void awaitNobody(String id) throws IOException {
        String namespace = namespace();
        Instant latest = Instant.now().plus(settings.farewell());
        while (client.pods()
                .inNamespace(namespace)
                .withLabel(WorkerJob.LABEL, id)
                .list()
                .getItems()
                .stream()
                .anyMatch(KubernetesLauncher::runs)) {
            client.batch()
                    .v1()
                    .jobs()
                    .inNamespace(namespace)
                    .withLabel(WorkerJob.LABEL, id)
                    .list()
                    .getItems()
                    .forEach(job -> cluster(job.getMetadata().getName()).delete(training.grace()));
            if (Instant.now().isAfter(latest)) {
                throw new IOException("an earlier worker of the job has not ended within " + settings.farewell());
            }
            sleep();
        }
    }

    private static void sleep() throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while an earlier worker ended");
        }
    }

    private static boolean runs(Pod pod) {
        String phase = pod.getStatus() == null ? "Pending" : pod.getStatus().getPhase();
        return !"Succeeded".equals(phase) && !"Failed".equals(phase);
    }

    private WorkerCluster cluster(String job) {
        return new WorkerCluster(client, namespace(), job);
    }

    private String namespace() {
        return Objects.requireNonNullElse(settings.namespace(),
                Objects.requireNonNullElse(client.getNamespace(), "default"));
    }
}
