package dev.fairway.monitoring;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work that is due every so often, by the time that really passes. Belongs to one thread. */
final class Chore {

    private static final Logger LOG = LoggerFactory.getLogger(Chore.class);

    private final long every;
    private final Runnable work;
    private long due;

    Chore(Duration every, Runnable work) {
        this.every = every.toNanos();
        this.work = work;
        this.due = System.nanoTime() + this.every;
    }

    /** A failure, such as a database that is away, is logged; the chore is due again as usual. */
    void doIfDue() {
        if (System.nanoTime() - due < 0) {
            return;
        }
        due = System.nanoTime() + every;
        try {
            work.run();
        } catch (RuntimeException failure) {
            LOG.error("a chore of monitoring failed; it is tried again", failure);
        }
    }
}
