package dev.fairway.monitoring;

import dev.fairway.inference.Answered;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be counted, in the order it came. Bounded by rows, so that monitoring takes a fixed share of memory:
 * answers that do not fit are left out rather than waited for. Orders always fit; they are rare.
 *
 * <p>One thread takes out what waits. An order wakes it, and so does an inbox that becomes half full; an answer alone does
 * not, because waking a thread costs more than counting a row, and whoever answers would pay for it.
 */
final class Inbox {

    /** What waits. */
    sealed interface Entry {

        /** An answer, to be counted. */
        record Rows(Answered answer) implements Entry {}

        /** Something to do once all answers before it are counted. */
        record Order(Runnable work) implements Entry {}
    }

    private final Queue<Entry> entries = new ConcurrentLinkedQueue<>();
    private final AtomicLong waiting = new AtomicLong();
    private final long capacity;
    private volatile @Nullable Thread reader;

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
        entries.add(new Entry.Rows(answer));
        if (before < capacity / 2 && before + rows >= capacity / 2) {
            LockSupport.unpark(reader);
        }
        return true;
    }

    void order(Runnable work) {
        entries.add(new Entry.Order(work));
        LockSupport.unpark(reader);
    }

    /** The next entry; when there is none, the one that is there after so long or once it is worth waking. */
    @Nullable
    Entry next(Duration patience) {
        reader = Thread.currentThread();
        Entry entry = entries.poll();
        if (entry == null && patience.isPositive()) {
            LockSupport.parkNanos(this, patience.toNanos());
            entry = entries.poll();
        }
        if (entry instanceof Entry.Rows(Answered answer)) {
            waiting.addAndGet(-answer.predictions().rows());
        }
        return entry;
    }
}
