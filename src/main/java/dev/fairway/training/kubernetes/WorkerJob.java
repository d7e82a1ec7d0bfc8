package dev.fairway.training.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The Kubernetes Job of one worker. It runs the service's image without root, on a file system that it cannot write to,
 * with the service's data directory, where its order lies. Its standard input stays open although nobody writes to it:
 * a worker takes the end of that for the end of the service. A pod that is evicted or preempted is replaced by another
 * one of the same Job, which goes on from the newest checkpoint; one that ends by itself is not.
 *
 * @param name of the Job
 * @param id id of the train job
 * @param command the worker's command line
 * @param grace how long its pod may take to end
 */
record WorkerJob(
        KubernetesProperties settings,
        String name,
        String id,
        List<String> command,
        int threads,
        Duration grace) {

    static final String LABEL = "fairway.dev/train-job";
    private static final String CONTAINER = "worker";
    private static final long USER = 10_001;

    Job manifest() {
        Map<String, String> labels = Map.of(LABEL, id, "app.kubernetes.io/name", "fairway",
                "app.kubernetes.io/component", "train-worker");
        return new JobBuilder().withNewMetadata()
                .withName(name)
                .withLabels(labels)
                .endMetadata()
                .withNewSpec()
                .withBackoffLimit(0)
                // A pod that the cluster itself takes away is no failure: another one takes its place, once it is gone.
                .withNewPodFailurePolicy()
                .addNewRule()
                .withAction("Ignore")
                .addNewOnPodCondition("True", "DisruptionTarget")
                .endRule()
                .endPodFailurePolicy()
                .withPodReplacementPolicy("Failed")
                .withTtlSecondsAfterFinished((int) settings.ttl().toSeconds())
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(labels)
                .endMetadata()
                .withSpec(pod())
                .endTemplate()
                .endSpec()
                .build();
    }

    private PodSpec pod() {
        return new PodSpecBuilder().withRestartPolicy("Never")
                .withAutomountServiceAccountToken(false)
                .withTerminationGracePeriodSeconds(Math.max(1, grace.toSeconds()))
                .withImagePullSecrets(settings.imagePullSecrets().stream().map(LocalObjectReference::new).toList())
                .withServiceAccountName(settings.serviceAccount())
                .withNodeSelector(settings.nodeSelector())
                .withTolerations(settings.tolerations().stream().map(Taint::of).map(Taint::tolerated).toList())
                .withNewSecurityContext()
                .withRunAsNonRoot(true)
                .withRunAsUser(USER)
                .withRunAsGroup(USER)
                .withFsGroup(USER)
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .endSecurityContext()
                .addNewVolume()
                .withName("data")
                .withNewPersistentVolumeClaim(settings.claim(), false)
                .endVolume()
                .addNewVolume()
                .withName("tmp")
                .withNewEmptyDir()
                .endEmptyDir()
                .endVolume()
                .withContainers(container())
                .build();
    }

    private Container container() {
        return new ContainerBuilder().withName(CONTAINER)
                .withImage(settings.image())
                .withCommand(command)
                .withEnv(environment())
                .withStdin(true)
                .withNewResources()
                .withRequests(resources(true))
                .withLimits(resources(false))
                .endResources()
                .withNewSecurityContext()
                .withAllowPrivilegeEscalation(false)
                .withReadOnlyRootFilesystem(true)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .endSecurityContext()
                .addNewVolumeMount()
                .withName("data")
                .withMountPath(settings.mountPath())
                .endVolumeMount()
                .addNewVolumeMount()
                .withName("tmp")
                .withMountPath("/tmp")
                .endVolumeMount()
                .build();
    }

    /** More processors than asked for are welcome where they are free; more memory is the end of the worker. */
    private Map<String, Quantity> resources(boolean requests) {
        Map<String, Quantity> resources = new TreeMap<>();
        resources.put("memory", new Quantity(settings.memory()));
        if (requests) {
            resources.put("cpu", new Quantity(settings.cpu()));
        }
        if (settings.gpus() > 0) {
            resources.put(settings.gpuResource(), new Quantity(Integer.toString(settings.gpus())));
        }
        return resources;
    }

    private List<EnvVar> environment() {
        Map<String, String> environment = new TreeMap<>(Map.of("OMP_NUM_THREADS", Integer.toString(threads),
                "OMP_WAIT_POLICY", "PASSIVE", "DJL_OFFLINE", "true", "OPT_OUT_TRACKING", "true"));
        return environment.entrySet()
                .stream()
                .map(entry -> new EnvVarBuilder().withName(entry.getKey()).withValue(entry.getValue()).build())
                .toList();
    }
}
