package dev.fairway.device;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A device as an operator sees it.
 *
 * @param holdings who holds memory on it
 * @param room what it has left; null when it does not answer
 * @param quarantine why nothing may run on it; null when it is healthy
 */
public record Account(Device device, List<Holding> holdings, @Nullable Room room, @Nullable String quarantine) {

    public Account {
        holdings = List.copyOf(holdings);
    }

    /** Bytes that are in somebody's account. */
    public long accounted() {
        return holdings.stream().mapToLong(Holding::bytes).sum();
    }

    /** Instances of all versions. */
    public int instances() {
        return holdings.stream().mapToInt(Holding::instances).sum();
    }
}
