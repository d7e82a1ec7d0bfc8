package dev.fairway.inference.queue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** The requests that wait, in the order of their coming, and those in a run. Guarded by the lock of its queue. */
final class Line {

    private final ServingLimits limits;
    private final Deque<Ticket> waiting = new ArrayDeque<>();
    private final Set<Ticket> running = new HashSet<>();
    private final Pace pace = new Pace();

    Line(ServingLimits limits) {
        this.limits = limits;
    }

    /** @throws QueueFull when no place is free */
    void add(Ticket ticket) {
        if (waiting.size() >= limits.maxQueue()) {
            long rows = waiting.stream().mapToLong(Ticket::rows).sum();
            throw new QueueFull(limits.maxQueue(), pace.of(rows / limits.workers()));
        }
        waiting.add(ticket);
    }

    /** Gives up the ticket's place; gives false when it waits no more. */
    boolean remove(Ticket ticket) {
        return waiting.remove(ticket);
    }

    int size() {
        return waiting.size();
    }

    /** Whether nobody waits. */
    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Whether nobody waits and nobody is in a run. */
    boolean isIdle() {
        return waiting.isEmpty() && running.isEmpty();
    }

    /** Takes the next batch out to be run; empty when all who wait have waited too long. */
    List<Ticket> next() {
        List<Ticket> taken = new ArrayList<>();
        int rows = 0;
        for (Ticket next = waiting.peek(); next != null; next = waiting.peek()) {
            if (!taken.isEmpty() && rows + next.rows() > limits.maxBatch()) {
                break;
            }
            waiting.remove();
            if (!next.expire()) {
                taken.add(next);
                rows += next.rows();
            }
        }
        running.addAll(taken);
        return taken;
    }

    /** The run of a batch has ended. */
    void done(List<Ticket> taken, long nanos) {
        taken.forEach(running::remove);
        pace.ran(taken.stream().mapToInt(Ticket::rows).sum(), nanos);
    }

    /** Sends everybody away who has no answer yet. */
    void refuse(Supplier<RuntimeException> reason) {
        waiting.forEach(ticket -> ticket.refuse(reason.get()));
        running.forEach(ticket -> ticket.refuse(reason.get()));
        waiting.clear();
    }
}
