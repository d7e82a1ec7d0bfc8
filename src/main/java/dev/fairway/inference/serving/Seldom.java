package dev.fairway.inference.serving;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Keeps a log quiet: what may come with every request is told once a minute. */
final class Seldom {

    private static final long QUIET = Duration.ofMinutes(1).toNanos();

    private final AtomicLong next = new AtomicLong(System.nanoTime());

    boolean isDue() {
        long due = next.get();
        long now = System.nanoTime();
        return now - due >= 0 && next.compareAndSet(due, now + QUIET);
    }
}
