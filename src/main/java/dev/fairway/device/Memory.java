package dev.fairway.device;

/**
 * The memory of a device at one moment.
 *
 * @param total bytes that there are, or that this process is allowed to use
 * @param free bytes of these that nobody holds, at most {@code total}
 */
public record Memory(long total, long free) {

    /** Reads of total and use are never of quite the same moment, so what does not fit is cut. */
    public Memory {
        if (total < 0) {
            throw new IllegalArgumentException("no memory has %d bytes".formatted(total));
        }
        free = Math.clamp(free, 0, total);
    }

    /** What is left where both limits hold. */
    Memory within(Memory other) {
        return new Memory(Math.min(total, other.total), Math.min(free, other.free));
    }
}
