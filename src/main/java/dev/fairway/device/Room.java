package dev.fairway.device;

import java.util.List;

/**
 * What a device has left for further models.
 *
 * <p>The card's own figure knows of other processes but not of what was promised and is not allocated yet; the ledger
 * knows of promises but not of others. So both bound it. A load that is under way counts double for a
 * moment, as a promise and as far as it is allocated, rather than not at all.
 *
 * @param memory as the device says
 * @param holdings as the ledger says
 * @param reserve bytes that always stay free, for what is in nobody's account: contexts, libraries, fragments
 */
public record Room(Device device, Memory memory, List<Holding> holdings, long reserve) {

    public Room {
        holdings = List.copyOf(holdings);
    }

    /** Bytes that are in somebody's account. */
    public long accounted() {
        return holdings.stream().mapToLong(Holding::bytes).sum();
    }

    /** Bytes that a further model may take. */
    public long free() {
        long promised = holdings.stream()
                .filter(h -> h.basis() == Holding.Basis.PROMISED)
                .mapToLong(Holding::bytes)
                .sum();
        long left = Math.min(memory.free() - promised, memory.total() - accounted());
        return Math.max(0, left - reserve);
    }

    boolean fits(Need need) {
        return need.bytes() <= free();
    }
}
