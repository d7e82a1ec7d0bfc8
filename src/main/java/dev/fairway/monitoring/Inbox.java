package dev.fairway.monitoring;

import dev.fairway.inference.Answered;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be counted, in the order it came. Bounded by rows, so that monitoring takes a fixed share of memory:
 * answers that do not fit are left out rather than waited for. Orders always fit; they are rare.
 */
final class Inbox {

    /** What waits. */
    sealed interface Entry {

        /** An answer, to be counted. */
        record Rows(Answered answer) implements Entry {}

        /** Something to do once all answers before it are counted. */
        record Order(Runnable work) implements Entry {}
    }

    private final BlockingQueue<Entry> entries = new LinkedBlockingQueue<>();
    private final AtomicLong waiting = new AtomicLong();
    private final long capacity;

    Inbox(long capacity) {
        this.capacity = capacity;
    }

    /** Takes the answer, or gives false when there is no room. One answer always fits an empty inbox. */
    boolean offer(Answered answer) {
        int rows = answer.predictions().rows();
        long before = waiting.getAndAdd(rows);
        if (before > 0 && before + rows > capacity) {
            waiting.addAndGet(-rows);
            return false;
        }
        return entries.add(new Entry.Rows(answer));
    }

    void order(Runnable work) {
        entries.add(new Entry.Order(work));
    }

    /** The next entry, or null when none comes in time. */
    @Nullable
    Entry next(Duration patience) {
        Entry entry = poll(patience);
        if (entry instanceof Entry.Rows(Answered answer)) {
            waiting.addAndGet(-answer.predictions().rows());
        }
        return entry;
    }

    private @Nullable Entry poll(Duration patience) {
        try {
            return entries.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // the watch ends by an order of its own, never by an interrupt
            return null;
        }
    }
}
