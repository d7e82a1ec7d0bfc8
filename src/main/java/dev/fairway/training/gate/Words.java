package dev.fairway.training.gate;

import dev.fairway.registry.Evaluation.Range;
import dev.fairway.training.GateSpec;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reasons that say which figure was found, how sure it is, and what it had to be.
 *
 * @param side {@code least} or {@code most}
 */
record Words(String side, double limit) {

    String unmeasured(String what) {
        return "%s could not be measured on the test rows, and must be at %s %s".formatted(what, side, limit);
    }

    String of(String what, double value, @Nullable Range interval) {
        return String.format(Locale.ROOT, "%s is %.4f%s, and must be at %s %s", what, value, within(interval), side,
                limit);
    }

    static String difference(String metric, Comparison with, Comparison.Difference found, GateSpec gate) {
        Double gain = gate.minGain();
        String asked = gain == null ? "must not be worse by more than " + gate.tolerance()
                : "must be better by at least " + gain;
        Comparison.Disagreement rows = with.disagreement();
        String counted = rows == null || !metric.equals("accuracy") ? ""
                : String.format(Locale.ROOT,
                        "; only this one is right on %d rows, only the other on %d (McNemar p = %.4f)",
                        rows.onlyCandidateRight(), rows.onlyOtherRight(), rows.pValue());
        return String.format(Locale.ROOT,
                "%s is %.4f and that of %s %.4f on the same %d rows: %+.4f (%.0f %% interval "
                        + "%+.4f to %+.4f), and %s%s%s",
                metric, found.candidate(), with.other(), found.other(), with.rows(), found.difference(),
                100 * with.confidence(), found.low(), found.high(), asked, gate.strict() ? " for sure" : "", counted);
    }

    private static String within(@Nullable Range interval) {
        return interval == null ? ""
                : String.format(Locale.ROOT, " (interval %.4f to %.4f)", interval.low(), interval.high());
    }
}
