package dev.fairway.inference.queue;

import dev.fairway.device.Device;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers which devices a queue has found at fault. */
final class FakeFaults implements DeviceFaults {

    final List<Device> broken = new CopyOnWriteArrayList<>();
    final List<Device> exhausted = new CopyOnWriteArrayList<>();

    /** Whether hearing of a broken device kills the thread that tells of it. */
    volatile boolean fatal;

    @Override
    public void broken(Device device, Throwable failure) {
        broken.add(device);
        if (fatal) {
            throw new OutOfMemoryError("Direct buffer memory");
        }
    }

    @Override
    public void exhausted(Device device, Throwable failure) {
        exhausted.add(device);
        if (fatal) {
            throw new OutOfMemoryError("Direct buffer memory");
        }
    }
}
