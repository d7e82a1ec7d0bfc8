package dev.fairway.monitoring;

import dev.fairway.contract.Refusal;
import java.time.Duration;

/**
 * How many windows may say drift where nothing moved.
 *
 * @param atMost so many, on average
 * @param per in this time
 */
public record FalseAlarms(double atMost, Duration per) {

    static final FalseAlarms DEFAULT = new FalseAlarms(1, Duration.ofDays(90));

    /** However generous the budget, a verdict below this certainty is none. */
    private static final double MOST = 0.05;

    /** @throws Refusal when nothing is allowed: then nothing could ever be detected */
    public FalseAlarms {
        if (!(atMost > 0)) {
            throw Refusal.invalid("false_alarms.at_most", "must be above 0; a watch that never errs never warns");
        }
        if (!per.isPositive()) {
            throw Refusal.invalid("false_alarms.per", "must be a positive duration, such as P90D");
        }
    }

    /** The chance of a false alarm that each window may take when one closes every {@code window}. */
    double level(Duration window) {
        return Math.min(MOST, atMost * window.toMillis() / per.toMillis());
    }
}
