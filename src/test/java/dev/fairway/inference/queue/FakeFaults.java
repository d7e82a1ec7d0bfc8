package dev.fairway.inference.queue;

import dev.fairway.device.Device;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers which devices a queue has found at fault. */
final class FakeFaults implements DeviceFaults {

    final List<Device> broken = new CopyOnWriteArrayList<>();
    final List<Device> exhausted = new CopyOnWriteArrayList<>();

    @Override
    public void broken(Device device, Throwable failure) {
        broken.add(device);
    }

    @Override
    public void exhausted(Device device, Throwable failure) {
        exhausted.add(device);
    }
}
