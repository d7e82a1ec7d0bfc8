package dev.fairway.device;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Who holds what on each device. Whoever uses it keeps others out meanwhile. */
final class Ledger {

    /** By the number of the reservation: a version that is loaded anew holds its memory twice for a while. */
    private final Map<Device, Map<Long, Holding>> accounts = new HashMap<>();

    void enter(long reservation, Device device, Holding holding) {
        accounts.computeIfAbsent(device, _ -> new TreeMap<>()).put(reservation, holding);
    }

    /** Says anew what is held; nothing where it was given back already. */
    void change(long reservation, Device device, UnaryOperator<Holding> change) {
        account(device).computeIfPresent(reservation, (_, holding) -> change.apply(holding));
    }

    void remove(long reservation, Device device) {
        account(device).remove(reservation);
    }

    List<Holding> holdings(Device device) {
        return List.copyOf(account(device).values());
    }

    private Map<Long, Holding> account(Device device) {
        return accounts.getOrDefault(device, new TreeMap<>());
    }
}
