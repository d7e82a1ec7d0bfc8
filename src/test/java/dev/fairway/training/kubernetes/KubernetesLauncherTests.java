package dev.fairway.training.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.fairway.training.Launcher;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.kubernetes.client.openapi.models.V1Job;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Against an API server that keeps what it is given, as a cluster's does, and runs nothing. */
@EnableKubernetesMockClient(crud = true)
class KubernetesLauncherTests {

    private static final KubernetesProperties SETTINGS = new KubernetesProperties("ml", "registry/fairway:1", "data",
            "/var/lib/fairway", "worker", "2", "8Gi", 1, "nvidia.com/gpu", Duration.ofMinutes(5), Map.of("pool", "gpu"),
            List.of("gpu", "spot=yes:NoSchedule"), List.of("registry"), Duration.ofMinutes(1));

    // Set by the extension.
    @SuppressWarnings("NullAway.Init")
    private KubernetesClient client;

    @Test
    void aJobAsksForWhatTheSettingsSay() {
        Job job = manifest();
        var pod = job.getSpec().getTemplate().getSpec();
        var worker = pod.getContainers().getFirst();
        assertThat(worker.getResources().getLimits()).containsOnlyKeys("memory", "nvidia.com/gpu");
        assertThat(worker.getResources().getRequests()).containsOnlyKeys("cpu", "memory", "nvidia.com/gpu");
        assertThat(worker.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(worker.getStdin()).isTrue();
        assertThat(pod.getNodeSelector()).containsEntry("pool", "gpu");
        assertThat(job.getSpec().getTtlSecondsAfterFinished()).isEqualTo(300);
        assertThat(job.getSpec().getBackoffLimit()).isZero();
    }

    @Test
    void everyFieldOfTheManifestIsOneThatKubernetesKnows() throws IOException {
        JsonObject manifest = JsonParser.parseString(Serialization.asJson(manifest())).getAsJsonObject();
        V1Job.validateJsonElement(manifest);
        manifest.getAsJsonObject("spec").addProperty("backofLimit", 0);
        assertThatThrownBy(() -> V1Job.validateJsonElement(manifest)).hasMessageContaining("backofLimit");
    }

    @Test
    void taintsAreToleratedAsTheyAreWritten() {
        assertThat(manifest().getSpec().getTemplate().getSpec().getTolerations()).containsExactly(
                new TolerationBuilder().withKey("gpu").withOperator("Exists").build(),
                new TolerationBuilder().withKey("spot")
                        .withOperator("Equal")
                        .withValue("yes")
                        .withEffect("NoSchedule")
                        .build());
        assertThatIllegalArgumentException().isThrownBy(() -> Taint.of("spot=yes:Never"))
                .withMessageContaining("key[=value]");
    }

    @Test
    void aPodThatTheClusterTakesAwayIsReplacedAndOneThatEndsIsNot() {
        Job job = manifest();
        assertThat(job.getSpec().getPodFailurePolicy().getRules()).singleElement().satisfies(rule -> {
            assertThat(rule.getAction()).isEqualTo("Ignore");
            assertThat(rule.getOnPodConditions().getFirst().getType()).isEqualTo("DisruptionTarget");
        });
        assertThat(job.getSpec().getPodReplacementPolicy()).isEqualTo("Failed");
        assertThat(job.getSpec().getTemplate().getSpec().getRestartPolicy()).isEqualTo("Never");
    }

    @Test
    void theClusterKeepsTheJobAsItWasMade() {
        Job made = client.batch().v1().jobs().inNamespace("ml").resource(manifest()).create();
        assertThat(client.batch().v1().jobs().inNamespace("ml").withLabel(WorkerJob.LABEL, "job-1").list().getItems())
                .singleElement()
                .satisfies(found -> assertThat(found.getSpec()).isEqualTo(made.getSpec()));
    }

    @Test
    void aWorkerKilledForItsMemoryIsToldAsThat() {
        assertThat(PodState.of(ended("OOMKilled", 137)).exit())
                .isEqualTo(new Launcher.Exit(true, "the cluster, for its memory"));
    }

    @Test
    void aSignalIsTold() {
        assertThat(PodState.of(ended("Error", 139)).exit()).isEqualTo(new Launcher.Exit(false, "signal 11 (SIGSEGV)"));
    }

    @Test
    void anImageThatIsNotThereEndsTheWait() {
        Pod pod = new PodBuilder().withNewMetadata()
                .withName("p")
                .endMetadata()
                .withNewStatus()
                .withPhase("Pending")
                .addNewContainerStatus()
                .withNewState()
                .withNewWaiting()
                .withReason("ImagePullBackOff")
                .withMessage("no such image")
                .endWaiting()
                .endState()
                .endContainerStatus()
                .endStatus()
                .build();
        assertThat(PodState.of(pod).exit()).isEqualTo(new Launcher.Exit(false, "ImagePullBackOff: no such image"));
        assertThat(PodState.of(pod).readable()).isFalse();
    }

    private static Job manifest() {
        return new WorkerJob(SETTINGS, "fairway-train-1", "job-1", List.of("java", "Main"), 3, Duration.ofSeconds(1))
                .manifest();
    }

    private static Pod ended(String reason, int code) {
        return new PodBuilder().withNewMetadata()
                .withName("p")
                .endMetadata()
                .withNewStatus()
                .withPhase("Failed")
                .addNewContainerStatus()
                .withNewState()
                .withNewTerminated()
                .withReason(reason)
                .withExitCode(code)
                .endTerminated()
                .endState()
                .endContainerStatus()
                .endStatus()
                .build();
    }
}
