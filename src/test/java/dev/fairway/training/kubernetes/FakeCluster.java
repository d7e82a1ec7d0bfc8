package dev.fairway.training.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.EventListBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Does in the namespace {@code ml} what the controllers and nodes of a cluster do, when it is told to. */
final class FakeCluster {

    private static final String PODS = "/api/v1/namespaces/ml/pods/";

    private final KubernetesClient client;
    private final KubernetesMockServer server;
    private int pods;

    FakeCluster(KubernetesClient client, KubernetesMockServer server) {
        this.client = client;
        this.server = server;
    }

    List<Job> jobs() {
        return client.batch().v1().jobs().inNamespace("ml").list().getItems();
    }

    void waits(Job job, String pod) {
        make(job, pod, "Pending", new ContainerState());
    }

    void runs(Job job, String pod) {
        make(job, pod, "Running", new ContainerStateBuilder().withNewRunning().endRunning().build());
    }

    void lacksImage(Job job, String pod) {
        make(job, pod, "Pending",
                new ContainerStateBuilder().withNewWaiting("no such image", "ImagePullBackOff").build());
    }

    private void make(Job job, String pod, String phase, ContainerState state) {
        client.resource(new PodBuilder().withNewMetadata()
                .withName(pod)
                .withNamespace("ml")
                .withCreationTimestamp("2026-01-01T00:00:%02dZ".formatted(++pods))
                .addToLabels("batch.kubernetes.io/job-name", job.getMetadata().getName())
                .addToLabels(WorkerJob.LABEL, job.getMetadata().getLabels().get(WorkerJob.LABEL))
                .endMetadata()
                .withNewStatus()
                .withPhase(phase)
                .addNewContainerStatus()
                .withState(state)
                .endContainerStatus()
                .endStatus()
                .build()).create();
    }

    /** What a connection to the log brings before it breaks; it is asked for with the time of the line before. */
    void writes(String pod, @Nullable String since, String... lines) {
        server.expect()
                .get()
                .withPath(PODS + pod + "/log?pretty=false" + (since == null ? "" : "&sinceTime=" + since)
                        + "&timestamps=true&follow=true")
                .andReturn(200, String.join("\n", lines) + "\n")
                .once();
    }

    void says(String object, String reason, String message) {
        server.expect()
                .get()
                .withPath("/api/v1/namespaces/ml/events?fieldSelector=involvedObject.name%3D" + object)
                .andReturn(200,
                        new EventListBuilder().withItems(
                                new EventBuilder().withType("Warning").withReason(reason).withMessage(message).build())
                                .build())
                .always();
    }

    void ends(String pod, String reason, int code) {
        change(pod,
                new PodBuilder(pod(pod)).editStatus()
                        .withPhase(code == 0 ? "Succeeded" : "Failed")
                        .editFirstContainerStatus()
                        .withState(new ContainerStateBuilder().withNewTerminated()
                                .withReason(reason)
                                .withExitCode(code)
                                .endTerminated()
                                .build())
                        .endContainerStatus()
                        .endStatus()
                        .build());
    }

    void evicts(String pod) {
        change(pod,
                new PodBuilder(pod(pod)).editStatus()
                        .withPhase("Failed")
                        .withReason("Evicted")
                        .withMessage("the node was low on memory")
                        .addNewCondition()
                        .withType("DisruptionTarget")
                        .withStatus("True")
                        .endCondition()
                        .withContainerStatuses()
                        .endStatus()
                        .build());
    }

    void fails(Job job) {
        conclude(job, "Failed");
    }

    void completes(Job job) {
        conclude(job, "Complete");
    }

    private void conclude(Job job, String how) {
        var _ = client.resource(new JobBuilder(job).withNewStatus()
                .addNewCondition()
                .withType(how)
                .withStatus("True")
                .endCondition()
                .endStatus()
                .build()).updateStatus();
    }

    private Pod pod(String name) {
        return client.pods().inNamespace("ml").withName(name).get();
    }

    private void change(String name, Pod pod) {
        var _ = client.pods().inNamespace("ml").withName(name).edit(_ -> pod);
        assertThat(pod(name).getStatus()).isEqualTo(pod.getStatus());
    }
}
