package dev.fairway.device;

/**
 * The memory that a version takes on one device.
 *
 * @param shared bytes that are there once, however many instances run: weights that they share
 * @param perInstance bytes of one instance: weights of its own and what a run of its greatest batch works with
 * @param instances on each device
 */
public record Need(long shared, long perInstance, int instances) {

    public Need {
        if (shared < 0 || perInstance < 0 || instances < 1) {
            throw new IllegalArgumentException("a need has instances and no negative bytes");
        }
    }

    /** All of it, on one device. */
    public long bytes() {
        return Math.addExact(shared, Math.multiplyExact(perInstance, instances));
    }
}
