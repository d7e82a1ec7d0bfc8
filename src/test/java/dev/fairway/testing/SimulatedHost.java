package dev.fairway.testing;

import dev.fairway.device.Accelerator;
import dev.fairway.device.Device;
import dev.fairway.device.Hardware;
import dev.fairway.device.Memory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** A host with as many GPUs and as much memory as a test says; all in mebibytes, 16 GiB on the CPU at first. */
public final class SimulatedHost implements Hardware {

    private static final long MIB = 1 << 20;

    private final List<Accelerator> accelerators;
    private final Map<Device, Memory> memories = new ConcurrentHashMap<>();
    private final List<Runnable> cached = new ArrayList<>();

    private SimulatedHost(int cards) {
        this.accelerators = IntStream.range(0, cards).mapToObj(n -> new Accelerator(Device.cuda(n), "9.0")).toList();
        has(Device.CPU, 16_384, 16_384);
    }

    public static SimulatedHost withoutGpu() {
        return new SimulatedHost(0);
    }

    /** Two cards that are empty, with so much memory each. */
    public static SimulatedHost withGpus(long first, long second) {
        return new SimulatedHost(2).has(Device.cuda(0), first, first).has(Device.cuda(1), second, second);
    }

    /** Says what the device has from now on. */
    public SimulatedHost has(Device device, long total, long free) {
        memories.put(device, new Memory(total * MIB, free * MIB));
        return this;
    }

    /** Lets so much more be free once the engine's cache is emptied. */
    public SimulatedHost caches(Device device, long freed) {
        cached.add(() -> memories.computeIfPresent(device, (_, m) -> new Memory(m.total(), m.free() + freed * MIB)));
        return this;
    }

    /** Lets the card answer nothing any more. */
    public SimulatedHost loses(Device device) {
        memories.remove(device);
        return this;
    }

    @Override
    public List<Accelerator> accelerators() {
        return accelerators;
    }

    @Override
    public Optional<Memory> memory(Device device) {
        return Optional.ofNullable(memories.get(device));
    }

    @Override
    public void emptyCache() {
        cached.forEach(Runnable::run);
        cached.clear();
    }
}
