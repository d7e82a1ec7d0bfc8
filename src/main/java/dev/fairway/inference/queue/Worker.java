package dev.fairway.inference.queue;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that takes batches from a queue and runs them, until it is dismissed or the queue has ended. */
final class Worker {

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    private final VersionQueue queue;
    private final Crew crew;
    private final BatchRuns runs;
    private volatile List<Ticket> running = List.of();
    private @Nullable Thread thread;

    Worker(VersionQueue queue, Crew crew) {
        this.queue = queue;
        this.crew = crew;
        this.runs = new BatchRuns(crew);
    }

    void start(String name) {
        thread = Thread.ofPlatform().daemon().name(name).start(this::work);
    }

    Crew crew() {
        return crew;
    }

    /** The requests that it runs now. */
    List<Ticket> running() {
        return running;
    }

    void running(List<Ticket> tickets) {
        running = tickets;
    }

    /** These were handed to others; if it dies now, they are none of its. */
    void hasNoMore(List<Ticket> tickets) {
        running = running.stream().filter(ticket -> !tickets.contains(ticket)).toList();
    }

    boolean isDead() {
        return !Objects.requireNonNull(thread, "started").isAlive();
    }

    private void work() {
        try {
            for (List<Ticket> taken = queue.next(this); !taken.isEmpty(); taken = queue.next(this)) {
                runs.serve(taken);
            }
        } catch (Throwable death) {
            LOG.error("{}: a worker died; another takes its place", crew.name(), death);
        } finally {
            queue.left(this);
        }
    }
}
