package dev.fairway.inference.version;

import dev.fairway.contract.Refusal;
import dev.fairway.device.Wish;
import dev.fairway.inference.InferenceProperties;
import dev.fairway.registry.ServingWishes;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a version is loaded with: as its operator says, else its manifest, else the service's settings.
 *
 * @param wish on which devices it is to run
 * @param workers threads that run it on each of them
 * @param maxBatch rows that one run computes at most; null to measure how many pay
 * @param maxQueue requests that may wait
 */
public record ServingPlan(Wish wish, int workers, @Nullable Integer maxBatch, int maxQueue) {

    private static final int MOST_QUEUE = 100_000;
    private static final int MOST_BATCH = 10_000;
    private static final int MOST_WORKERS = 64;

    /** @throws Refusal when a number is not between 1 and what is sensible */
    public ServingPlan {
        check("workers", workers, MOST_WORKERS);
        check("max_batch", Objects.requireNonNullElse(maxBatch, 1), MOST_BATCH);
        check("max_queue", maxQueue, MOST_QUEUE);
    }

    /** @throws Refusal when a wish cannot be granted on any host */
    static ServingPlan of(ServingWishes wishes, InferenceProperties otherwise) {
        return new ServingPlan(Wish.of(Objects.requireNonNullElse(wishes.devices(), List.of())),
                Objects.requireNonNullElse(wishes.workers(), otherwise.workers()),
                wishes.maxBatch() == null ? otherwise.maxBatch() : wishes.maxBatch(),
                Objects.requireNonNullElse(wishes.maxQueue(), otherwise.queueCapacity()));
    }

    private static void check(String field, int value, int most) {
        if (value < 1 || value > most) {
            throw Refusal.invalid(field, "must be between 1 and %d, not %d".formatted(most, value));
        }
    }
}
