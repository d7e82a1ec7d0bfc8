package dev.fairway.statistics;

import org.apache.commons.statistics.distribution.NormalDistribution;

/** How many standard deviations an interval must reach to both sides. */
final class Confidence {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private Confidence() {}

    /** @param confidence chance that an interval holds the true value, above 0 and below 1 */
    static double deviations(double confidence) {
        if (!(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException("not a confidence: " + confidence);
        }
        return NORMAL.inverseSurvivalProbability((1 - confidence) / 2);
    }
}
