package dev.fairway.training.kubernetes;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.PodResource;
import io.fabric8.kubernetes.client.dsl.ScalableResource;
import java.time.Duration;
import java.util.Comparator;
import java.util.Objects;

/**
 * What a cluster knows of one worker: its Job, and the pods of that, of which a new one follows one that was evicted.
 *
 * @param job name of the Job
 */
record WorkerCluster(KubernetesClient client, String namespace, String job) {

    void create(Job manifest) {
        var _ = client.batch().v1().jobs().inNamespace(namespace).resource(manifest).create();
    }

    /** Whether there is such a Job, ended or not, that is not about to go. */
    boolean isThere() {
        Job found = resource().get();
        return found != null && found.getMetadata().getDeletionTimestamp() == null;
    }

    /** Whether no pod of it runs or ever will. */
    boolean isOver() {
        Job found = resource().get();
        return found == null || found.getMetadata().getDeletionTimestamp() != null
                || (found.getStatus() != null && found.getStatus()
                        .getConditions()
                        .stream()
                        .anyMatch(condition -> "True".equals(condition.getStatus())
                                && ("Failed".equals(condition.getType()) || "Complete".equals(condition.getType()))));
    }

    /** The pod that is at work, else the newest one; the cluster's clock tells seconds apart and nothing less. */
    PodState pod() {
        return client.pods()
                .inNamespace(namespace)
                .withLabel("batch.kubernetes.io/job-name", job)
                .list()
                .getItems()
                .stream()
                .max(Comparator.comparing((Pod pod) -> PodState.of(pod).exit() == null)
                        .thenComparing(WorkerCluster::created))
                .map(PodState::of)
                .orElse(PodState.NONE);
    }

    private static String created(Pod pod) {
        return Objects.requireNonNullElse(pod.getMetadata().getCreationTimestamp(), "");
    }

    PodResource resource(String pod) {
        return client.pods().inNamespace(namespace).withName(pod);
    }

    /** Ends the worker: its pod is told to end, and is ended after the grace that its manifest names. */
    void delete(Duration grace) {
        var _ = resource().withPropagationPolicy(DeletionPropagation.BACKGROUND)
                .withGracePeriod(grace.toSeconds())
                .delete();
    }

    private ScalableResource<Job> resource() {
        return client.batch().v1().jobs().inNamespace(namespace).withName(job);
    }
}
