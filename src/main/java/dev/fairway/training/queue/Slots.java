package dev.fairway.training.queue;

import dev.fairway.contract.Refusal;
import dev.fairway.device.Device;
import dev.fairway.device.Devices;
import dev.fairway.device.Need;
import dev.fairway.device.NoRoom;
import dev.fairway.device.Placement;
import dev.fairway.device.Reservation;
import dev.fairway.device.Wish;
import dev.fairway.training.Launcher;
import dev.fairway.training.capacity.Footprint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * The places that workers have on this host: so many on each device, and none beyond the memory that is left there. What
 * a worker will take is kept for it in the ledger that models in service are in, too. Where workers run elsewhere, as in
 * a cluster, the cluster knows of devices and memory, and only the number is kept here.
 */
@Component
class Slots {

    private static final long MIB = 1 << 20;

    private final Devices devices;
    private final Placement placement;
    private final Launcher launcher;
    private final int perDevice;
    private final Map<Device, Integer> taken = new HashMap<>();

    Slots(Devices devices, Placement placement, Launcher launcher, TrainingProperties properties) {
        this.devices = devices;
        this.placement = placement;
        this.launcher = launcher;
        this.perDevice = properties.slots();
    }

    /** A place for one worker. */
    static final class Slot implements AutoCloseable {

        private final Device device;
        private final List<Reservation> memory;
        private final Runnable release;

        private Slot(Device device, List<Reservation> memory, Runnable release) {
            this.device = device;
            this.memory = memory;
            this.release = release;
        }

        Device device() {
            return device;
        }

        /** The worker has its memory now, so the device counts it by itself. */
        void loaded() {
            memory.forEach(Reservation::loaded);
        }

        @Override
        public void close() {
            memory.forEach(Reservation::close);
            release.run();
        }
    }

    /** There is no place now, for a reason that passes. */
    static final class NoSlot extends Exception {

        NoSlot(String message) {
            super(message);
        }
    }

    /**
     * Refuses what can never run here, whatever ends or is unloaded.
     *
     * @throws Refusal with the figures
     */
    void requireFit(String wish, Footprint footprint) {
        if (!launcher.runsHere()) {
            return;
        }
        List<Device> present = devices.present();
        if (!wish.equals(Devices.AUTO) && present.stream().noneMatch(device -> device.name().equals(wish))) {
            throw Refusal.invalid("device", "%s is not there; this host has %s".formatted(wish,
                    String.join(", ", present.stream().map(Device::name).toList())));
        }
        require(Device.CPU, footprint.host());
        List<Device> cards = present.stream()
                .filter(Device::isGpu)
                .filter(device -> wish.equals(Devices.AUTO) || device.name().equals(wish))
                .toList();
        if (!cards.isEmpty() && cards.stream().noneMatch(device -> footprint.device() <= total(device))) {
            require(cards.getFirst(), footprint.device());
        }
    }

    private void require(Device device, long bytes) {
        if (bytes > total(device)) {
            throw Refusal.invalid("dataset",
                    ("a worker is estimated to need %d MiB of memory on %s, which has %d MiB;"
                            + " take fewer rows or columns, a smaller network or a smaller batch_size")
                            .formatted(bytes / MIB, device, total(device) / MIB));
        }
    }

    private long total(Device device) {
        return devices.memory(device).map(memory -> memory.total()).orElse(Long.MAX_VALUE);
    }

    /** Workers that may run at once. */
    int most() {
        return perDevice * (launcher.runsHere() ? devices.present().size() : 1);
    }

    /**
     * @param wish {@code auto}, {@code cpu}, or {@code cuda:} and the number of a card
     * @throws NoSlot when all places on the devices that come into question are taken, or their memory is
     */
    Slot take(String job, String wish, Footprint footprint) throws NoSlot {
        List<String> reasons = new ArrayList<>();
        for (Device device : candidates(wish)) {
            if (!occupy(device)) {
                reasons.add("all %d slots of %s are taken".formatted(perDevice, device));
                continue;
            }
            try {
                return new Slot(device, reserve(job, device, footprint), () -> vacate(device));
            } catch (NoRoom e) {
                vacate(device);
                reasons.add(String.valueOf(e.getMessage()));
            }
        }
        throw new NoSlot(reasons.isEmpty() ? wish + " is in quarantine" : String.join("; ", reasons));
    }

    private List<Device> candidates(String wish) {
        if (!launcher.runsHere()) {
            return List.of(wish.equals(Devices.AUTO) ? Device.CPU : new Device(wish));
        }
        List<Device> healthy = devices.healthy();
        if (!wish.equals(Devices.AUTO)) {
            return healthy.stream().filter(device -> device.name().equals(wish)).toList();
        }
        List<Device> cards = healthy.stream()
                .filter(Device::isGpu)
                .sorted(Comparator.comparingLong(this::free).reversed())
                .toList();
        return cards.isEmpty() ? List.of(Device.CPU) : cards;
    }

    private long free(Device device) {
        return devices.memory(device).map(memory -> memory.free()).orElse(0L);
    }

    private List<Reservation> reserve(String job, Device device, Footprint footprint) {
        List<Reservation> reservations = new ArrayList<>();
        if (!launcher.runsHere()) {
            return reservations;
        }
        String holder = "train job " + job;
        reservations.add(reserve(holder, Device.CPU, footprint.host()));
        if (device.isGpu()) {
            try {
                reservations.add(reserve(holder, device, footprint.device()));
            } catch (NoRoom e) {
                reservations.forEach(Reservation::close);
                throw e;
            }
        }
        return reservations;
    }

    private Reservation reserve(String holder, Device device, long bytes) {
        return placement.reserve(holder, new Wish.Named(List.of(device)), new Need(bytes, 0, 1));
    }

    private synchronized boolean occupy(Device device) {
        int count = taken.getOrDefault(device, 0);
        if (count < perDevice) {
            taken.put(device, count + 1);
        }
        return count < perDevice;
    }

    private synchronized void vacate(Device device) {
        taken.merge(device, -1, Integer::sum);
    }
}
