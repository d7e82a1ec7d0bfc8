package dev.fairway.inference.queue;

import io.micrometer.core.instrument.DistributionSummary;

/**
 * What is measured of texts that a version went on with.
 *
 * @param tokens words that were added to one text
 * @param rate words per second
 */
public record GenerationMeters(DistributionSummary tokens, DistributionSummary rate) {

    static final double[] TOKENS = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024};
    static final double[] RATES = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000};

    /** A text has been gone on with. */
    public void wrote(int added, double seconds) {
        tokens.record(added);
        rate.record(added / Math.max(1e-9, seconds));
    }
}
