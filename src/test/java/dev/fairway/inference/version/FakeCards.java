package dev.fairway.inference.version;

import dev.fairway.device.Device;
import dev.fairway.inference.engine.Engine;
import dev.fairway.inference.engine.LoadedModel;
import dev.fairway.registry.Network;
import dev.fairway.registry.VersionFolder;
import dev.fairway.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** An engine whose networks run nowhere but remember on which device they would; a broken card fails as CUDA does. */
final class FakeCards implements Engine {

    private final Set<Device> broken = ConcurrentHashMap.newKeySet();
    private final Map<Device, AtomicInteger> loaded = new ConcurrentHashMap<>();
    private final Map<Device, AtomicInteger> runs = new ConcurrentHashMap<>();

    void breaks(Device device) {
        broken.add(device);
    }

    /** Networks that are in the memory of the device now. */
    int loaded(Device device) {
        return loaded.getOrDefault(device, new AtomicInteger()).get();
    }

    int runs(Device device) {
        return runs.getOrDefault(device, new AtomicInteger()).get();
    }

    @Override
    public Network.Format format() {
        return Network.Format.TORCHSCRIPT;
    }

    @Override
    public LoadedModel load(VersionFolder folder, Device device) {
        int _ = loaded.computeIfAbsent(device, _ -> new AtomicInteger()).incrementAndGet();
        return new LoadedModel() {
            @Override
            public List<Tensor> run(List<Tensor> inputs) {
                if (broken.contains(device)) {
                    throw new IllegalStateException("CUDA error: device-side assert triggered");
                }
                int _ = runs.computeIfAbsent(device, _ -> new AtomicInteger()).incrementAndGet();
                int rows = inputs.getFirst().rows();
                return List.of(Tensor.of("output", List.of(rows, 2), new float[2 * rows]));
            }

            @Override
            public void close() {
                int _ = loaded.get(device).decrementAndGet();
            }
        };
    }
}
