package dev.fairway.device.web;

import dev.fairway.contract.Page;
import dev.fairway.contract.Refusal;
import dev.fairway.device.Device;
import dev.fairway.device.Devices;
import dev.fairway.device.Placement;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The devices of this host: {@code /api/devices}. */
@RestController
@RequestMapping("/api/devices")
@Tag(name = "devices", description = "The processors of this host and who holds memory on them")
class DevicesController {

    private final Placement placement;
    private final Devices devices;

    DevicesController(Placement placement, Devices devices) {
        this.placement = placement;
        this.devices = devices;
    }

    @GetMapping
    @Operation(summary = "All devices with their memory, who holds it, and which are in quarantine")
    Page<DeviceView> list() {
        return new Page<>(placement.accounts().stream().map(DeviceView::of).toList(), null);
    }

    @GetMapping("/{device}")
    @Operation(summary = "One device with its memory, who holds it, and whether it is in quarantine")
    DeviceView show(@PathVariable String device) {
        return DeviceView.of(placement.account(known(device)));
    }

    @PostMapping("/{device}/release")
    @Operation(summary = "Trusts a device again that is in quarantine; one whose CUDA context is broken needs a new start of the service instead")
    DeviceView release(@PathVariable String device) {
        Device known = known(device);
        devices.release(known);
        return DeviceView.of(placement.account(known));
    }

    private Device known(String name) {
        return devices.present()
                .stream()
                .filter(device -> device.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Refusal(Refusal.Kind.UNKNOWN,
                        "there is no device %s; this host has %s".formatted(name, devices.present())));
    }
}
