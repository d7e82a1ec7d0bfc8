package dev.fairway.device;

import dev.fairway.contract.Refusal;
import java.util.List;
import java.util.stream.Stream;

/** On which devices a version is to run, as it is written in a list of names: {@code auto}, {@code all}, or devices. */
public sealed interface Wish {

    /** The choice is left to the host. */
    Wish AUTO = new Auto();

    /** On the healthy GPU with most room; on the CPU where there is no such GPU. */
    record Auto() implements Wish {

        @Override
        public List<String> names() {
            return List.of(Devices.AUTO);
        }
    }

    /** On every healthy GPU that has room; on the CPU where there is no healthy GPU. */
    record All() implements Wish {

        @Override
        public List<String> names() {
            return List.of(Devices.ALL);
        }
    }

    /** On each of these devices, or not at all. */
    record Named(List<Device> devices) implements Wish {

        public Named {
            devices = devices.stream().distinct().toList();
            if (devices.isEmpty()) {
                throw new IllegalArgumentException("a wish for no device");
            }
        }

        @Override
        public List<String> names() {
            return devices.stream().map(Device::name).toList();
        }
    }

    /** The wish as a caller writes it. */
    List<String> names();

    /**
     * Reads a wish; no name at all leaves the choice to the host.
     *
     * @throws Refusal when a name is none of a device, or {@code auto} or {@code all} stand beside others
     */
    static Wish of(List<String> names) {
        if (names.isEmpty() || names.equals(List.of(Devices.AUTO))) {
            return AUTO;
        }
        if (names.equals(List.of(Devices.ALL))) {
            return new All();
        }
        if (Stream.of(Devices.AUTO, Devices.ALL).anyMatch(names::contains)) {
            throw Refusal.invalid("devices", "auto and all stand alone; name devices to choose them yourself");
        }
        return new Named(names.stream().map(name -> Device.of(name, "devices")).toList());
    }
}
