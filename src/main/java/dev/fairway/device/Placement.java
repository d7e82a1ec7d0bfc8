package dev.fairway.device;

import dev.fairway.contract.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/**
 * Where versions go, and the memory that is kept for each.
 *
 * <p><b>Admission.</b> Memory is reserved before a version is loaded, by an estimate or by what was measured before,
 * and given back when it is unloaded. One lock makes looking and reserving one step, so that of two loads that fit only
 * alone one is refused, and none fails half-way on the device.
 *
 * <p><b>Choice.</b> The GPU with most room first, which also spreads versions evenly. A host without a healthy GPU uses
 * its CPU; one whose GPUs are full refuses, because a model that silently runs a hundred times slower is an outage too.
 *
 * <p><b>Truth.</b> See {@link Room}: nothing is granted that either the ledger or the device itself denies.
 */
@Component
public class Placement {

    private final Devices devices;
    private final DeviceProperties properties;
    private final ReentrantLock lock = new ReentrantLock();
    private final Ledger ledger = new Ledger();
    private long reservations;

    public Placement(Devices devices, DeviceProperties properties) {
        this.devices = devices;
        this.properties = properties;
    }

    /** What a model that was never measured is taken to need: its file, and for each instance a share of that. */
    public Need estimate(long fileBytes, int instances) {
        return new Need(fileBytes, Math.round(fileBytes * properties.workingShare()), instances);
    }

    /**
     * Keeps memory for a version on the devices that it is to run on.
     *
     * @param holder who asks, such as {@code income/3}
     * @throws Refusal when a device is asked for that is not there or is in quarantine, and, as out of memory and with
     *     the figures, when it fits nowhere
     */
    public Reservation reserve(String holder, Wish wish, Need need) {
        return attempt(holder, wish, need).or(() -> {
            // What the engine only keeps for reuse is no reason to refuse. Runs wait for it, so it comes second.
            devices.emptyCache();
            return attempt(holder, wish, need);
        }).orElseThrow(() -> refused(holder, wish, need));
    }

    private Optional<Reservation> attempt(String holder, Wish wish, Need need) {
        return alone(() -> {
            List<Assignment> assignments = rooms(wish).chosen(wish, need)
                    .stream()
                    .map(room -> new Assignment(room.device(), need.instances(), need.bytes()))
                    .toList();
            return assignments.isEmpty() ? Optional.empty() : Optional.of(enter(holder, assignments));
        });
    }

    private Reservation enter(String holder, List<Assignment> assignments) {
        Reservation reservation = new Reservation(reservations++, holder, assignments, this);
        assignments.forEach(a -> ledger.enter(reservation.number(), a.device(),
                new Holding(holder, a.instances(), a.bytes(), Holding.Basis.PROMISED)));
        return reservation;
    }

    private NoRoom refused(String holder, Wish wish, Need need) {
        return new NoRoom(holder, need, devices.allowed(wish), alone(() -> rooms(wish).all()));
    }

    private Rooms rooms(Wish wish) {
        return new Rooms(devices.allowed(wish).stream().map(this::room).flatMap(Optional::stream).toList());
    }

    private Optional<Room> room(Device device) {
        return devices.memory(device)
                .map(memory -> new Room(device, memory, ledger.holdings(device), properties.reserve(device)));
    }

    void change(Reservation reservation, List<Device> on, UnaryOperator<Holding> change) {
        alone(() -> {
            on.forEach(device -> ledger.change(reservation.number(), device, change));
            return on;
        });
    }

    void release(Reservation reservation, List<Device> from) {
        alone(() -> {
            from.forEach(device -> ledger.remove(reservation.number(), device));
            return from;
        });
    }

    /** All devices of this host with what is held on them. */
    public List<Account> accounts() {
        return devices.present().stream().map(this::account).toList();
    }

    /** One device with what is held on it. */
    public Account account(Device device) {
        return alone(() -> new Account(device, ledger.holdings(device), room(device).orElse(null),
                devices.quarantine(device).orElse(null)));
    }

    private <T> T alone(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
