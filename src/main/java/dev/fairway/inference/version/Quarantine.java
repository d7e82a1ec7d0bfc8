package dev.fairway.inference.version;

import dev.fairway.device.Device;
import dev.fairway.device.Devices;
import dev.fairway.inference.queue.DeviceFaults;
import org.springframework.stereotype.Component;

/** Takes a device out of service when a run finds it broken; one that is only full stays. */
@Component
class Quarantine implements DeviceFaults {

    private final Devices devices;

    Quarantine(Devices devices) {
        this.devices = devices;
    }

    @Override
    public void broken(Device device, Throwable failure) {
        if (device.isGpu()) {
            devices.quarantine(device, String.valueOf(failure.getMessage()));
        }
    }

    /** The queue has logged it, and what runs there may end and make room. */
    @Override
    public void exhausted(Device device, Throwable failure) {}
}
