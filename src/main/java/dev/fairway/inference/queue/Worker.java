package dev.fairway.inference.queue;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that takes batches from a queue and runs them, until it is dismissed or the queue has ended. While it has nothing
 * to do, its place may be lent to a caller, who runs one request there; it takes nothing until it has its place back.
 *
 * <p>Whether it is idle and whether its place is lent is guarded by the lock of the queue.
 */
final class Worker {

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    private final VersionQueue queue;
    private final Crew crew;
    private final BatchRuns runs;
    private volatile List<Ticket> running = List.of();
    private @Nullable Thread thread;
    private boolean idle;
    private boolean lent;

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

    /** Says whether it has something to do. */
    void idle(boolean now) {
        idle = now;
    }

    /** Whether a caller may have its place. */
    boolean isIdle() {
        return idle && !lent;
    }

    boolean isLent() {
        return lent;
    }

    /** Gives its place to the request's caller, who has to {@link #serve} and then see that it is taken back. */
    void lend(Ticket ticket) {
        lent = true;
        running = List.of(ticket);
    }

    void takeBack() {
        lent = false;
        running = List.of();
    }

    /** Runs these, which nobody else may have. */
    void serve(List<Ticket> tickets) {
        runs.serve(tickets);
    }

    boolean isDead() {
        return !Objects.requireNonNull(thread, "started").isAlive();
    }

    private void work() {
        try {
            for (List<Ticket> taken = queue.next(this); !taken.isEmpty(); taken = queue.next(this)) {
                serve(taken);
            }
        } catch (Throwable death) {
            LOG.error("{}: a worker died; another takes its place", crew.name(), death);
        } finally {
            queue.left(this);
        }
    }
}
