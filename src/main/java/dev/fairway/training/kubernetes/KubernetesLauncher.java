package dev.fairway.training.kubernetes;

import dev.fairway.process.JavaCommand;
import dev.fairway.training.Launcher;
import dev.fairway.training.launch.WorkerLog;
import dev.fairway.training.queue.TrainingProperties;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Runs each worker as a Kubernetes Job of the service's own image, on the volume that the service keeps its data on. A
 * service that comes back finds the Job of its predecessor by its label and listens to it from the first line on; a Job
 * that has failed makes way for a new one, which goes on from the newest checkpoint.
 */
final class KubernetesLauncher implements Launcher {

    private final KubernetesClient client;
    private final KubernetesProperties settings;
    private final TrainingProperties training;
    private final JavaCommand command;

    KubernetesLauncher(
            KubernetesClient client,
            KubernetesProperties settings,
            TrainingProperties training,
            JavaCommand command) {
        this.client = client;
        this.settings = settings;
        this.training = training;
        this.command = command;
    }

    @Override
    public Worker launch(Path folder, int threads) throws IOException {
        String id = folder.getFileName().toString();
        try {
            Job job = running(id);
            if (job == null) {
                List<String> line = command.line(List.of("-Xmx" + training.workerHeap().toBytes()), folder);
                job = client.batch()
                        .v1()
                        .jobs()
                        .inNamespace(namespace())
                        .resource(new WorkerJob(settings, id, line, threads).manifest())
                        .create();
            }
            return new KubernetesWorker(client, job, training.grace(),
                    new WorkerLog(folder, training.logLimit().toBytes()));
        } catch (KubernetesClientException e) {
            throw new IOException("the cluster did not take the worker: " + e.getMessage(), e);
        }
    }

    /** Not on this host, whose devices and memory it does not need. */
    @Override
    public boolean runsHere() {
        return false;
    }

    /** The Job that is still at work; one that failed is removed first, so that no two ever write to a folder. */
    private @Nullable Job running(String id) {
        Job running = null;
        for (Job job : client.batch()
                .v1()
                .jobs()
                .inNamespace(namespace())
                .withLabel(WorkerJob.LABEL, id)
                .list()
                .getItems()) {
            if (job.getStatus() != null && Objects.requireNonNullElse(job.getStatus().getFailed(), 0) > 0) {
                var _ = client.resource(job).withPropagationPolicy(DeletionPropagation.FOREGROUND).delete();
            } else if (job.getMetadata().getDeletionTimestamp() == null) {
                running = job;
            }
        }
        return running;
    }

    private String namespace() {
        return Objects.requireNonNullElse(settings.namespace(),
                Objects.requireNonNullElse(client.getNamespace(), "default"));
    }
}
