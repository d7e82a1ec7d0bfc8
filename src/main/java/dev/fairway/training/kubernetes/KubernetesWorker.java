package dev.fairway.training.kubernetes;

import dev.fairway.training.Launcher;
import dev.fairway.training.Launcher.Exit;
import dev.fairway.training.WorkerEvent;
import dev.fairway.training.launch.EventLines;
import dev.fairway.training.launch.WorkerLog;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A worker in its pod: what it writes is its log, and a line of that is an event or noise. How it ended is told by its
 * pod. A pod that is evicted is followed by another one of the same Job, which goes on from the newest checkpoint. The
 * end of the worker is the deletion of its Job; one that has ended by itself is kept for a look at it.
 */
final class KubernetesWorker implements Launcher.Worker {

    private static final Duration LOOK = Duration.ofMillis(300);
    /** A worker that has said its last word gets so long to leave by itself. */
    private static final int FAREWELL_LOOKS = 20;

    private final WorkerCluster cluster;
    private final JobMark mark;
    private final boolean found;
    private final WorkerLog noise;
    private final ClusterEvents news;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable PodLog log;
    private @Nullable Instant heard;
    private String pod = "";
    private String told = "";
    /** The pod whose log was opened after it had ended, so that nothing more can come behind it. */
    private String drained = "";
    private boolean last;
    private volatile boolean left;

    /** @param heard time of the last line that was acted on; null for a new worker */
    KubernetesWorker(WorkerCluster cluster, JobMark mark, @Nullable Instant heard, boolean found, WorkerLog noise) {
        this.cluster = cluster;
        this.mark = mark;
        this.heard = heard;
        this.found = found;
        this.noise = noise;
        this.news = new ClusterEvents(cluster.client(), cluster.namespace());
    }

    @Override
    public boolean found() {
        return found;
    }

    @Override
    public @Nullable WorkerEvent next() throws IOException {
        try {
            // Whoever asks for the next one has acted on the last one.
            if (heard != null) {
                mark.set(cluster.job(), heard);
            }
            while (closed.getCount() > 0) {
                WorkerEvent event = log == null ? look() : read(log);
                if (event != null) {
                    last = isLast(event);
                    return event;
                }
                if (log == null && isOver()) {
                    return null;
                }
            }
            return null;
        } catch (KubernetesClientException | IOException e) {
            if (closed.getCount() == 0) {
                return null;
            }
            throw new IOException("the cluster does not answer", e);
        }
    }

    private static boolean isLast(WorkerEvent event) {
        return switch (event) {
            case WorkerEvent.Succeeded _,WorkerEvent.Failed _,WorkerEvent.Cancelled _,WorkerEvent.Rested _ -> true;
            default -> false;
        };
    }

    /** Looks at the pod, opens its log once there is one, and tells what the cluster says of it until then. */
    private @Nullable WorkerEvent look() {
        PodState state = cluster.pod();
        String name = state.name();
        if (name != null && !name.equals(pod)) {
            boolean follows = !pod.isEmpty();
            heard = follows ? null : heard;
            pod = name;
            if (follows) {
                return new WorkerEvent.Logged("warning", "the worker's pod is gone; another one takes its place");
            }
        }
        if (name != null && state.readable() && !drained.equals(name)) {
            drained = state.exit() == null ? "" : name;
            log = new PodLog(cluster.resource(name), heard);
            return null;
        }
        if (!told.equals(state.phase())) {
            told = state.phase();
            return new WorkerEvent.Logged("info", "the worker's pod: " + told);
        }
        return state.readable() ? null : news.next(name == null ? cluster.job() : name);
    }

    private @Nullable WorkerEvent read(PodLog reading) throws IOException {
        for (String line = reading.next(); line != null; line = reading.next()) {
            heard = reading.last();
            Optional<WorkerEvent> event = EventLines.event(line);
            if (event.isPresent()) {
                return event.get();
            }
            noise.line(line);
        }
        reading.close();
        log = null;
        return null;
    }

    /** Whether there is nothing more to wait for; waits a moment where there is. */
    private boolean isOver() {
        PodState state = cluster.pod();
        boolean read = state.name() == null || !state.readable() || drained.equals(state.name());
        boolean ended = state.name() == null || state.exit() != null;
        if (read && ended && (state.isHopeless() || cluster.isOver())) {
            return true;
        }
        return isClosed();
    }

    private boolean isClosed() {
        try {
            return closed.await(LOOK.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Its pod is told to end, and is ended after the grace. */
    @Override
    public void cancel() {
        cluster.delete(Duration.ZERO);
    }

    @Override
    public Exit exit() {
        Exit exit = cluster.pod().exit();
        return exit == null ? new Exit(false, "the loss of its pod", true) : exit;
    }

    @Override
    public boolean goesOn() {
        return true;
    }

    @Override
    public void leave() {
        left = true;
        disconnect();
    }

    private void disconnect() {
        closed.countDown();
        PodLog reading = log;
        if (reading != null) {
            reading.close();
        }
    }

    @Override
    public void close() {
        boolean ended = last && hasEnded();
        disconnect();
        try {
            if (!left) {
                if (!ended) {
                    cluster.delete(Duration.ZERO);
                }
                mark.remove();
            }
            noise.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean hasEnded() {
        for (int looks = 0; looks < FAREWELL_LOOKS; looks++) {
            if (cluster.pod().exit() != null || isClosed()) {
                return true;
            }
        }
        return false;
    }
}
