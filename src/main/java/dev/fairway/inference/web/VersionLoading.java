package dev.fairway.inference.web;

import dev.fairway.contract.Refusal;
import dev.fairway.device.Device;
import dev.fairway.device.Devices;
import dev.fairway.inference.queue.ServingLimits;
import dev.fairway.inference.serving.Serving;
import dev.fairway.inference.version.VersionState;
import dev.fairway.inference.version.WantedVersions;
import dev.fairway.registry.VersionId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Loads and unloads versions by hand: {@code /api/models/{model}/versions/{version}/load} and {@code /unload}. */
@RestController
class VersionLoading {

    /** What an operator may say; whatever is left out is as the settings say. */
    record Wish(
            @Nullable List<String> devices,
            @Nullable Integer workers,
            @Nullable Integer maxBatch,
            @Nullable Integer maxQueue) {

        void check(Devices present) {
            List<String> known = Stream.concat(Stream.of(Devices.AUTO), present.present().stream().map(Device::name))
                    .toList();
            for (String device : Objects.requireNonNullElse(devices, List.<String>of())) {
                if (!known.contains(device)) {
                    throw Refusal.invalid("devices",
                            "%s is no device of this host; there are %s".formatted(device, known));
                }
            }
        }

        ServingLimits limits(ServingLimits otherwise) {
            return new ServingLimits(Objects.requireNonNullElse(maxQueue, otherwise.maxQueue()),
                    maxBatch == null ? otherwise.maxBatch() : maxBatch,
                    Objects.requireNonNullElse(workers, otherwise.workers()));
        }
    }

    record Loaded(String model, int version, String state) {}

    private final WantedVersions versions;
    private final Serving serving;
    private final Devices devices;

    VersionLoading(WantedVersions versions, Serving serving, Devices devices) {
        this.versions = versions;
        this.serving = serving;
        this.devices = devices;
    }

    @PostMapping("/api/models/{model}/versions/{version}/load")
    Loaded load(
            @PathVariable String model,
            @PathVariable String version,
            @RequestBody(required = false) @Nullable Wish wish) {
        VersionId id = Paths.version(model, version);
        Wish wanted = Objects.requireNonNullElse(wish, new Wish(null, null, null, null));
        wanted.check(devices);
        versions.load(id, wanted.limits(versions.limits()));
        return loaded(id);
    }

    @PostMapping("/api/models/{model}/versions/{version}/unload")
    Loaded unload(@PathVariable String model, @PathVariable String version) {
        VersionId id = Paths.version(model, version);
        versions.unload(id);
        return loaded(id);
    }

    private Loaded loaded(VersionId id) {
        VersionState state = serving.state(id);
        return new Loaded(id.model().value(), id.number(), state.phase().name().toLowerCase(Locale.ROOT));
    }
}
