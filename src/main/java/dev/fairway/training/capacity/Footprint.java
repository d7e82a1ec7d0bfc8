package dev.fairway.training.capacity;

/**
 * Memory that a worker takes at its peak.
 *
 * @param host bytes of the machine's memory
 * @param device bytes of a card's memory, where it works on one
 */
public record Footprint(long host, long device) {

    /** Bytes on the device itself: the CPU's memory is the machine's. */
    public long on(boolean card) {
        return card ? device : host;
    }
}
