package dev.fairway.training.kubernetes;

import dev.fairway.process.ExitCode;
import dev.fairway.training.Launcher.Exit;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a worker's pod stands, in words for an operator.
 *
 * @param name null while there is no pod
 * @param phase as Kubernetes calls it
 * @param readable whether it has begun, so that it has a log
 * @param exit how it ended, or why it never will begin; null before
 */
record PodState(@Nullable String name, String phase, boolean readable, @Nullable Exit exit) {

    /** What does not mend by waiting. */
    private static final Set<String> HOPELESS = Set.of("ErrImagePull", "ImagePullBackOff", "InvalidImageName",
            "CreateContainerConfigError", "CreateContainerError");

    static final PodState NONE = new PodState(null, "waiting for a pod", false, null);

    static PodState of(Pod pod) {
        PodStatus status = Optional.ofNullable(pod.getStatus()).orElseGet(PodStatus::new);
        String phase = Optional.ofNullable(status.getPhase()).orElse("Pending");
        ContainerState state = status.getContainerStatuses()
                .stream()
                .map(ContainerStatus::getState)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(ContainerState::new);
        boolean ended = phase.equals("Succeeded") || phase.equals("Failed");
        return new PodState(pod.getMetadata().getName(), phase, state.getRunning() != null || ended,
                exit(status, state, ended));
    }

    private static @Nullable Exit exit(PodStatus status, ContainerState state, boolean ended) {
        if ("Evicted".equals(status.getReason())) {
            return new Exit(false, "eviction from its node: " + status.getMessage());
        }
        if (state.getTerminated() != null) {
            boolean killed = "OOMKilled".equals(state.getTerminated().getReason());
            ExitCode code = new ExitCode(state.getTerminated().getExitCode());
            return new Exit(killed || code.isOutOfMemory(), killed ? "the cluster, for its memory" : code.toString());
        }
        if (state.getWaiting() != null && HOPELESS.contains(state.getWaiting().getReason())) {
            return new Exit(false, "%s: %s".formatted(state.getWaiting().getReason(), state.getWaiting().getMessage()));
        }
        return ended ? new Exit(false, "its pod's end: " + status.getReason()) : null;
    }
}
