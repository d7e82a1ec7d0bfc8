package dev.fairway.inference.queue;

import java.time.Duration;

/** How fast a worker gets on, smoothed over its batches. Guarded by the lock of the queue. */
final class Pace {

    private static final Duration SOONEST = Duration.ofSeconds(1);
    /** Weight of the newest batch. */
    private static final double NEWEST = 0.2;

    private double secondsPerRow;

    void ran(int rows, long nanos) {
        double perRow = nanos / 1e9 / rows;
        secondsPerRow = secondsPerRow == 0 ? perRow : secondsPerRow + NEWEST * (perRow - secondsPerRow);
    }

    /** How long a worker takes for so many rows, in whole seconds and at least one. */
    Duration of(long rows) {
        Duration estimate = Duration.ofSeconds((long) Math.ceil(rows * secondsPerRow));
        return estimate.compareTo(SOONEST) < 0 ? SOONEST : estimate;
    }
}
