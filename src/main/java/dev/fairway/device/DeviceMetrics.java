package dev.fairway.device;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** The devices as Prometheus sees them; they are asked when it asks. */
@Component
class DeviceMetrics {

    private final Placement placement;
    private final MeterRegistry registry;

    DeviceMetrics(Placement placement, Devices devices, MeterRegistry registry) {
        this.placement = placement;
        this.registry = registry;
        for (Device device : devices.present()) {
            memory(device, "total", account -> room(account, room -> room.memory().total()));
            memory(device, "free", account -> room(account, room -> room.memory().free()));
            memory(device, "accounted", Account::accounted);
            instances(device, "healthy", () -> devices.isHealthy(device));
            instances(device, "quarantined", () -> !devices.isHealthy(device));
        }
    }

    private void memory(Device device, String kind, Function<Account, Number> figure) {
        Gauge.builder("fairway.device.memory", () -> figure.apply(placement.account(device)))
                .description("Memory of a device: what it has, what nobody holds, what versions hold by the account")
                .baseUnit("bytes")
                .tags("device", device.name(), "kind", kind)
                .register(registry);
    }

    private void instances(Device device, String kind, Supplier<Boolean> applies) {
        Gauge.builder("fairway.device.instances", () -> applies.get() ? placement.account(device).instances() : 0)
                .description("Instances of versions that are on a device, by whether it is fit to be used")
                .tags("device", device.name(), "kind", kind)
                .register(registry);
    }

    /** Not a number where the device does not answer. */
    private static Number room(Account account, Function<Room, Long> figure) {
        return Optional.ofNullable(account.room()).<Number>map(figure).orElse(Double.NaN);
    }
}
