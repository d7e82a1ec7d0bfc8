package dev.fairway.inference.queue;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that looks after a queue: it ends requests whose deadline has passed or whose caller has gone away, and
 * replaces workers that died without a word.
 *
 * <p>One thread for all costs the requests nothing: a quick one is answered before it is ever looked at. Where nobody has
 * asked for a while it rests, and the next request wakes it.
 */
final class Watch {

    /** A client that has gone away is noticed within this; deadlines are met more exactly. */
    static final Duration TICK = Duration.ofMillis(25);
    private static final Duration REST = Duration.ofMillis(500);
    /** Looks at an empty queue before it rests: a second's worth. */
    private static final int IDLE_LOOKS = 40;

    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    private final VersionQueue queue;
    private @Nullable Thread thread;
    /** When it looks next; guarded by the lock of the queue. */
    private long next;
    private int idleLooks;

    Watch(VersionQueue queue) {
        this.queue = queue;
        this.next = System.nanoTime();
    }

    void start(String name) {
        thread = Thread.ofPlatform().daemon().name("watch " + name).start(this::work);
    }

    /** Somebody waits from now on until then at most. */
    void expect(long now, long deadline) {
        long due = Math.min(TICK.toNanos(), deadline - now);
        if (next - now > due) {
            next = now + due;
            LockSupport.unpark(thread);
        }
    }

    /** It has looked; whoever it saw has so many nanoseconds left at least, or nobody was there. */
    void lookAgain(long now, long soonest) {
        idleLooks = soonest == Long.MAX_VALUE ? idleLooks + 1 : 0;
        Duration usual = idleLooks < IDLE_LOOKS ? TICK : REST;
        next = now + Math.min(usual.toNanos(), soonest);
    }

    long until(long now) {
        return next - now;
    }

    private void work() {
        long nap = 0;
        while (nap < Long.MAX_VALUE) {
            LockSupport.parkNanos(this, nap);
            nap = look();
        }
    }

    /** Gives the nanoseconds until the next look. */
    private long look() {
        try {
            return queue.tend() ? queue.untilNextLook() : Long.MAX_VALUE;
        } catch (Throwable failure) {
            // Without the watch, requests would wait for ever; whatever it was, the next look may succeed.
            report(failure);
            return TICK.toNanos();
        }
    }

    private static void report(Throwable failure) {
        try {
            LOG.error("the watch over a queue failed and goes on", failure);
        } catch (Throwable _) {
            // Not even memory for a log line.
        }
    }
}
