package dev.fairway.device;

import dev.fairway.contract.Refusal;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** The devices of this host. */
@Component
public class Devices {

    /** The name by which a caller leaves the choice to the host. */
    public static final String AUTO = "auto";

    private final List<Device> present = List.of(Device.CPU);
    private final int cores;

    @Autowired
    Devices() {
        this(Runtime.getRuntime().availableProcessors());
    }

    Devices(int cores) {
        this.cores = cores;
    }

    public List<Device> present() {
        return present;
    }

    /** Cores that this process may use: in a container as many as its limit allows, not as many as the host has. */
    public int cores() {
        return cores;
    }

    /**
     * The device that a caller asks for by name or leaves to the host by {@code auto}.
     *
     * @throws Refusal when the name is none, or this host has no such device
     */
    public Device resolve(String name) {
        if (name.equals(AUTO)) {
            return present.getLast();
        }
        Device device = new Device(name);
        if (!present.contains(device)) {
            throw Refusal.invalid("device", "%s is not there; this host has %s".formatted(name,
                    present.stream().map(Device::name).collect(Collectors.joining(", "))));
        }
        return device;
    }
}
