package dev.fairway.inference.queue;

import dev.fairway.device.Device;

/** Told when a run failed because of its device, not of its rows. A worker tells it, so it must not block. */
public interface DeviceFaults {

    /**
     * Nothing runs on the device any more. The queue has given up its instances there and goes on with the others; told
     * once for each of them.
     */
    void broken(Device device, Throwable failure);

    /** The device has no memory left even for a single row. Its instances stay at work; told once for each of them. */
    void exhausted(Device device, Throwable failure);
}
