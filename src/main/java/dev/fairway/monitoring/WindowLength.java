package dev.fairway.monitoring;

import dev.fairway.contract.Refusal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a window closes: after a time, aligned to the clock, or with a row. One of the two is given.
 *
 * @param duration how long it is open
 * @param rows how many rows it takes
 */
public record WindowLength(@Nullable Duration duration, @Nullable Integer rows) {

    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofDays(31);

    /** @throws Refusal when not exactly one is given or it is out of range */
    public WindowLength {
        if ((duration == null) == (rows == null)) {
            throw Refusal.invalid("window", "needs either a duration, such as PT15M, or a number of rows");
        }
        if (duration != null && (duration.compareTo(LEAST) < 0 || duration.compareTo(MOST) > 0)) {
            throw Refusal.invalid("window.duration", "must be between PT1S and P31D, not " + duration);
        }
        if (rows != null && rows < 1) {
            throw Refusal.invalid("window.rows", "must be at least 1, not " + rows);
        }
    }

    public static WindowLength of(Duration duration) {
        return new WindowLength(duration, null);
    }

    public static WindowLength of(int rows) {
        return new WindowLength(null, rows);
    }

    /** The start of the aligned window that the instant falls into; of a window of rows, the instant itself. */
    Instant startOf(Instant at) {
        return duration == null ? at
                : Instant.ofEpochMilli(Math.floorDiv(at.toEpochMilli(), duration.toMillis()) * duration.toMillis());
    }

    /** The end of the window that the instant falls into; null for a window of rows. */
    @Nullable
    Instant endOf(Instant at) {
        return duration == null ? null : startOf(at).plus(duration);
    }
}
