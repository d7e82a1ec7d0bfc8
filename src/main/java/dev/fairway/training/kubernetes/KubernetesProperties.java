package dev.fairway.training.kubernetes;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How workers run in a cluster, where {@code fairway.training.launcher} is {@code kubernetes}.
 *
 * @param namespace where their Jobs are made; the service's own when not set
 * @param image what they run: the image of the service itself
 * @param claim the volume claim that holds the service's data directory
 * @param mountPath where that claim is mounted in the service, and so in the workers
 * @param serviceAccount account of their pods; the namespace's default when not set
 * @param cpu processors that a worker asks for
 * @param memory memory that a worker asks for, and may not exceed
 * @param gpus graphics processors of a worker
 * @param gpuResource what those are called in the cluster
 * @param ttl how long a Job that has ended is kept for a look at it
 * @param nodeSelector labels of the nodes that workers may run on
 * @param tolerations taints that workers tolerate, as {@code kubectl taint} writes them: {@code key[=value][:effect]}
 * @param imagePullSecrets names of the secrets that the image is fetched with
 * @param farewell how long a new worker of a job waits for the end of the one before
 */
@ConfigurationProperties("fairway.training.kubernetes")
public record KubernetesProperties(
        @Nullable String namespace,
        @DefaultValue("fairway") String image,
        @DefaultValue("fairway") String claim,
        @DefaultValue("/var/lib/fairway") String mountPath,
        @Nullable String serviceAccount,
        @DefaultValue("1") String cpu,
        @DefaultValue("4Gi") String memory,
        @DefaultValue("0") int gpus,
        @DefaultValue("nvidia.com/gpu") String gpuResource,
        @DefaultValue("1h") Duration ttl,
        @DefaultValue Map<String, String> nodeSelector,
        @DefaultValue List<String> tolerations,
        @DefaultValue List<String> imagePullSecrets,
        @DefaultValue("1m") Duration farewell) {

    public KubernetesProperties {
        nodeSelector = Map.copyOf(nodeSelector);
        tolerations = List.copyOf(tolerations);
        imagePullSecrets = List.copyOf(imagePullSecrets);
        tolerations.forEach(Taint::of);
    }
}
