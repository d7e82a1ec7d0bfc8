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
 * @param isHopeless whether waiting changes nothing: it will never begin
 */
record PodState(@Nullable String name, String phase, boolean readable, @Nullable Exit exit, boolean isHopeless) {

    /** What does not mend by waiting. */
    private static final Set<String> HOPELESS = Set.of("ErrImagePull", "ImagePullBackOff", "InvalidImageName",
            "CreateContainerConfigError", "CreateContainerError");

    static final PodState NONE = new PodState(null, "waiting for a pod", false, null, false);

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
                exit(status, state, ended), isHopeless(state));
    }

    private static @Nullable Exit exit(PodStatus status, ContainerState state, boolean ended) {
        if (ended && isTakenAway(status)) {
            return new Exit(false, "%s: %s".formatted(Objects.requireNonNullElse(status.getReason(), "Disrupted"),
                    Objects.requireNonNullElse(status.getMessage(), "the cluster took its pod away")), true);
        }
        if (state.getTerminated() != null) {
            boolean killed = "OOMKilled".equals(state.getTerminated().getReason());
            ExitCode code = new ExitCode(state.getTerminated().getExitCode());
            return new Exit(killed || code.isOutOfMemory(), killed ? "the cluster, for its memory" : code.toString());
        }
        if (isHopeless(state)) {
            return new Exit(false, "%s: %s".formatted(state.getWaiting().getReason(), state.getWaiting().getMessage()));
        }
        return ended ? new Exit(false, "its pod's end: " + status.getReason()) : null;
    }

    private static boolean isHopeless(ContainerState state) {
        return state.getWaiting() != null && HOPELESS.contains(state.getWaiting().getReason());
    }

    /** Evicted, preempted, drained, or lost with its node. */
    private static boolean isTakenAway(PodStatus status) {
        return Set.of("Evicted", "Preempting", "NodeLost", "NodeShutdown", "Shutdown")
                .contains(Objects.requireNonNullElse(status.getReason(), ""))
                || status.getConditions()
                        .stream()
                        .anyMatch(c -> "DisruptionTarget".equals(c.getType()) && "True".equals(c.getStatus()));
    }
}
