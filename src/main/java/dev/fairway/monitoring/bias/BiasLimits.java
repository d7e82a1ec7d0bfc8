package dev.fairway.monitoring.bias;

import dev.fairway.contract.Refusal;

/**
 * How differently groups may fare before it is an alarm.
 *
 * @param statisticalParityDifference tolerated difference of the favourable rates, group minus reference
 * @param disparateImpact tolerated ratio of the favourable rates, group over reference
 * @param confidence confidence of the intervals
 * @param minRows rows that a group needs to be shown at all: a smaller one would tell about single persons
 */
public record BiasLimits(
        Tolerance statisticalParityDifference,
        Tolerance disparateImpact,
        double confidence,
        int minRows) {

    public static final BiasLimits DEFAULT = new BiasLimits(new Tolerance(-0.1, 0.1), new Tolerance(0.8, 1.25), 0.95,
            20);

    /** @throws Refusal when a bound makes no sense; names the field */
    public BiasLimits {
        if (statisticalParityDifference.low() < -1 || statisticalParityDifference.high() > 1) {
            throw Refusal.invalid("bias.statistical_parity_difference", "must lie between -1 and 1");
        }
        if (disparateImpact.low() < 0) {
            throw Refusal.invalid("bias.disparate_impact", "must not be negative");
        }
        if (!(confidence >= 0.5 && confidence < 1)) {
            throw Refusal.invalid("bias.confidence", "must be at least 0.5 and below 1; 0.95 is usual");
        }
        if (minRows < 1) {
            throw Refusal.invalid("bias.min_rows", "must be at least 1; 20 is usual");
        }
    }

    /** Values that are no cause for concern, both ends included. */
    public record Tolerance(double low, double high) {

        /** @throws Refusal when the bounds are not in order */
        public Tolerance {
            if (!(low < high)) {
                throw Refusal.invalid("bias",
                        "a tolerance's low must be below its high, not %s and %s".formatted(low, high));
            }
        }

        /** Whether an interval shares no value with these. */
        boolean excludes(double from, double to) {
            return from > high || to < low;
        }
    }
}
