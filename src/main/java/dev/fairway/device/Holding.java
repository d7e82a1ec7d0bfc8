package dev.fairway.device;

/**
 * What somebody has of a device's memory.
 *
 * @param holder who, such as {@code income/3}
 * @param instances that run on the device
 * @param bytes for all of them together
 * @param measured whether the bytes were measured; else they were estimated, and may not be allocated yet
 */
public record Holding(String holder, int instances, long bytes, boolean measured) {

    Holding measured(long found) {
        return new Holding(holder, instances, found, true);
    }
}
