package dev.fairway.inference.queue;

import dev.fairway.contract.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What one version may use.
 *
 * @param maxQueue requests that may wait
 * @param maxBatch rows that one run computes at most; null for as many as pay, which is measured
 * @param workers threads that run it
 */
public record ServingLimits(int maxQueue, @Nullable Integer maxBatch, int workers) {

    private static final int MOST_QUEUE = 100_000;
    private static final int MOST_BATCH = 10_000;
    private static final int MOST_WORKERS = 64;

    /** @throws Refusal when a limit is not between 1 and what is sensible */
    public ServingLimits {
        check("max_queue", maxQueue, MOST_QUEUE);
        if (maxBatch != null) {
            check("max_batch", maxBatch, MOST_BATCH);
        }
        check("workers", workers, MOST_WORKERS);
    }

    private static void check(String field, int value, int most) {
        if (value < 1 || value > most) {
            throw Refusal.invalid(field, "must be between 1 and %d, not %d".formatted(most, value));
        }
    }
}
