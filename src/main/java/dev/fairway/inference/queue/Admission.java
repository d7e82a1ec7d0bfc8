package dev.fairway.inference.queue;

import dev.fairway.inference.Terms;
import java.time.Duration;

/**
 * Whether a request is taken. One that would be answered after its deadline is refused at once: it costs the others
 * nothing then, and its caller may do better elsewhere. Guarded by the lock of its queue.
 *
 * <p>The forecast is on the safe side. Only full batches of its own and of higher priorities are taken to be served before
 * it, each as fast as any evidence allows (see {@link Pace}); what is in a run is left out; and where nobody waits, nobody
 * is refused.
 */
final class Admission {

    private static final Duration SOONEST = Duration.ofSeconds(1);

    private final QueueLimits limits;
    private final Line line;
    private final Pace pace;

    Admission(QueueLimits limits, Line line, Pace pace) {
        this.limits = limits;
        this.line = line;
        this.pace = pace;
    }

    /**
     * @param workers who would run it
     * @throws QueueFull when no place is free
     * @throws TooLate when its answer would be
     */
    void check(Ticket ticket, int workers) {
        if (line.size() >= limits.maxQueue()) {
            throw new QueueFull(limits.maxQueue(), later(waiting(line.rowsUpTo(Terms.LOWEST), workers)));
        }
        long ahead = line.rowsUpTo(ticket.priority());
        if (ahead >= limits.maxBatch()) {
            double late = waiting(ahead, workers) + service(ticket.rows()) - ticket.timeout().toNanos();
            if (late > 0) {
                throw new TooLate(ticket.timeout(), later(late));
            }
        }
    }

    /** Until so many rows have been taken into runs. */
    private double waiting(long rows, int workers) {
        long full = rows / limits.maxBatch();
        return full * pace.nanos(limits.maxBatch()) / workers;
    }

    private double service(int rows) {
        int runs = Math.ceilDiv(rows, limits.maxBatch());
        return runs * pace.nanos(Math.min(rows, limits.maxBatch()));
    }

    /** In whole seconds, as HTTP tells it. */
    private static Duration later(double nanos) {
        Duration wait = Duration.ofSeconds((long) Math.ceil(nanos / 1e9));
        return wait.compareTo(SOONEST) < 0 ? SOONEST : wait;
    }
}
