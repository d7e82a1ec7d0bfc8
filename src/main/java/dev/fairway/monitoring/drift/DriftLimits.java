package dev.fairway.monitoring.drift;

import dev.fairway.contract.Refusal;

/**
 * How much a feature must have moved to be worth an alarm.
 *
 * @param floor least score that matters, however sure it is
 * @param minRows rows that a window needs to be judged
 */
public record DriftLimits(double floor, int minRows) {

    public static final DriftLimits DEFAULT = new DriftLimits(0.1, 200);

    /** @throws Refusal when the floor or the number of rows is not positive */
    public DriftLimits {
        if (!(floor > 0 && floor <= 10)) {
            throw Refusal.invalid("drift.floor", "must be above 0 and at most 10; 0.1 is usual");
        }
        if (minRows < 1) {
            throw Refusal.invalid("drift.min_rows", "must be at least 1; 200 is usual");
        }
    }
}
