package dev.fairway.registry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a version asks for when it is loaded and nobody says otherwise; whatever is null is as the service's settings say.
 *
 * @param devices {@code auto}, {@code cpu}, {@code all} or names of devices
 * @param workers threads that run it on each device
 * @param maxBatch rows of one run at most; null to measure what pays
 * @param maxQueue requests that may wait
 */
public record ServingWishes(
        @Nullable List<String> devices,
        @Nullable Integer workers,
        @Nullable Integer maxBatch,
        @Nullable Integer maxQueue) {

    public static final ServingWishes NONE = new ServingWishes(null, null, null, null);

    /** These wishes, and those of the others where these say nothing. */
    public ServingWishes or(ServingWishes others) {
        return new ServingWishes(devices == null ? others.devices : devices, workers == null ? others.workers : workers,
                maxBatch == null ? others.maxBatch : maxBatch, maxQueue == null ? others.maxQueue : maxQueue);
    }
}
