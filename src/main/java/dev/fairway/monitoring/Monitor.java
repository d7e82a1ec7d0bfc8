package dev.fairway.monitoring;

import dev.fairway.inference.Answered;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Watches one version: counts its answers into a window, closes the window when it is due or full and opens the next.
 * Belongs to one thread.
 */
final class Monitor {

    private final Watched watched;
    private final int maxGroups;
    private final Consumer<Closed> closed;
    private OpenWindow open;
    private boolean unsaved = true;

    /**
     * A window that has closed.
     *
     * @param counted what it counted
     * @param end when it closed
     */
    record Closed(Watched watched, Counted counted, Instant end) {}

    /** @param closed takes every window that closes, before the next is counted */
    Monitor(Watched watched, OpenWindow open, int maxGroups, Consumer<Closed> closed) {
        this.watched = watched;
        this.maxGroups = maxGroups;
        this.open = open;
        this.closed = closed;
    }

    /** Counts an answer; one that does not fit the window of rows is split by row. */
    void count(Answered answer) {
        tick(answer.at());
        int rows = answer.predictions().rows();
        int from = 0;
        while (from < rows) {
            int to = (int) Math.min(rows, (long) from + open.room());
            open.count(answer, from, to);
            from = to;
            unsaved = true;
            if (open.room() == 0) {
                close(answer.at(), open.plan(), answer.at());
            }
        }
    }

    /** Closes the window if its time is over. */
    void tick(Instant now) {
        Instant end = open.end();
        if (end != null && !now.isBefore(end)) {
            close(end, open.plan(), open.plan().window().startOf(now));
        }
    }

    /** Closes the window early, so that the new plan holds from now on. */
    void follow(MonitorPlan plan, Instant now) {
        if (!plan.equals(open.plan())) {
            close(now, plan, now);
        }
    }

    /** Closes the window early, because no more answers come. */
    void end(Instant now) {
        close(now, open.plan(), now);
    }

    /** What the open window has counted so far. */
    Counted counted() {
        return open.counted();
    }

    /** Hands over what was counted since it was last asked; null when that is nothing. */
    @Nullable
    Counted unsaved() {
        boolean changed = unsaved;
        unsaved = false;
        return changed ? open.counted() : null;
    }

    private void close(Instant end, MonitorPlan next, Instant start) {
        Counted counted = open.counted();
        open = new OpenWindow(watched, next, start, maxGroups);
        unsaved = true;
        closed.accept(new Closed(watched, counted, end));
    }
}
