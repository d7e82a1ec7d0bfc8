package dev.fairway.inference.queue;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Tells a model that fails on everything from one that fails on a request now and then: several requests failed one after
 * another, over a while, and none was answered in between.
 *
 * <p>It is forgotten a while after the last failure. A replica that says it is not ready gets no requests, and without
 * any it could never show that it works again; the next failure brings it back at once.
 */
final class FailureStreak {

    static final int LEAST = 5;
    static final Duration SPAN = Duration.ofSeconds(10);
    static final Duration MEMORY = Duration.ofSeconds(30);

    private final LongSupplier nanoTime;
    private int failures;
    private long first;
    private long last;

    FailureStreak() {
        this(System::nanoTime);
    }

    FailureStreak(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    synchronized void failed() {
        last = nanoTime.getAsLong();
        first = failures == 0 ? last : first;
        failures = Math.min(LEAST, failures + 1);
    }

    synchronized void succeeded() {
        failures = 0;
    }

    synchronized boolean isLong() {
        return failures >= LEAST && last - first >= SPAN.toNanos() && nanoTime.getAsLong() - last < MEMORY.toNanos();
    }
}
