package dev.fairway.device;

/**
 * What somebody has of a device's memory.
 *
 * @param holder who, such as {@code income/3}
 * @param instances that run on the device
 * @param bytes for all of them together
 * @param basis what the bytes are
 */
public record Holding(String holder, int instances, long bytes, Basis basis) {

    /** How far what is held can be relied upon. */
    public enum Basis {
        /** Kept for a load that is under way: the device itself may not know of it yet. */
        PROMISED,
        /** Allocated, and as large as it was estimated, as far as is known. */
        ESTIMATED,
        /** Allocated and measured. */
        MEASURED
    }

    Holding measured(long found) {
        return new Holding(holder, instances, found, Basis.MEASURED);
    }

    /** What was measured stays so. */
    Holding loaded() {
        return basis == Basis.PROMISED ? new Holding(holder, instances, bytes, Basis.ESTIMATED) : this;
    }
}
