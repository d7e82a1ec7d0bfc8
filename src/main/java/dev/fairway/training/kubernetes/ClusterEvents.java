package dev.fairway.training.kubernetes;

import dev.fairway.training.WorkerEvent;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the cluster says of a worker that does not run yet: that no node has room, that an image is being pulled. */
final class ClusterEvents {

    private final KubernetesClient client;
    private final String namespace;
    private final Set<String> told = new HashSet<>();
    private final Queue<WorkerEvent.Logged> news = new ArrayDeque<>();

    ClusterEvents(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /**
     * The next one that was not told before; null when there is none.
     *
     * @param object name of the Job or pod that it is about
     */
    WorkerEvent.@Nullable Logged next(String object) {
        if (news.isEmpty()) {
            for (Event event : client.v1()
                    .events()
                    .inNamespace(namespace)
                    .withField("involvedObject.name", object)
                    .list()
                    .getItems()) {
                String text = "%s: %s".formatted(event.getReason(), Objects.requireNonNullElse(event.getMessage(), ""));
                if (told.add(text)) {
                    news.add(new WorkerEvent.Logged("Warning".equals(event.getType()) ? "warning" : "info", text));
                }
            }
        }
        return news.poll();
    }
}
