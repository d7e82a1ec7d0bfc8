package dev.fairway.inference.version;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Pauses between the pieces of a load, for as long as other versions have requests to answer.
 *
 * <p>A core that is busy, with however little right to be, is one to which the system's scheduler moves no waiting thread
 * of its own accord, as it does to an idle one: by low priority alone a load on two cores doubled the time of other
 * models' slowest hundredth. A load that works a quarter of the time leaves most answers as they were, and takes four
 * times as long where that matters to nobody as much.
 */
final class Rests {

    private static final int SHARE = 3;
    /** Longer pieces are not made up for: a load must end. */
    private static final Duration LONGEST = Duration.ofMillis(500);

    /** A shorter pause would be over before the system has noticed it. */
    private static final Duration PIECE = Duration.ofMillis(1);

    private final LongSupplier answered;
    private long before;
    private long worked;

    /** @param answered runs that all versions together have made so far */
    Rests(LongSupplier answered) {
        this.answered = answered;
        before = answered.getAsLong();
    }

    /** For loads that nobody can be disturbed by. */
    static Rests none() {
        return new Rests(() -> 0);
    }

    /** Pauses three times as long as work has taken since the last pause, if anything was answered meanwhile. */
    void after(long nanos) {
        worked += nanos;
        if (worked >= PIECE.toNanos()) {
            if (answered.getAsLong() != before) {
                LockSupport.parkNanos(Math.min(SHARE * worked, LONGEST.toNanos()));
            }
            before = answered.getAsLong();
            worked = 0;
        }
    }
}
