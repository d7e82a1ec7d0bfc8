package dev.fairway.inference.web;

import dev.fairway.contract.Refusal;
import dev.fairway.inference.Serving;
import dev.fairway.inference.ServingLimits;
import dev.fairway.inference.VersionState;
import dev.fairway.registry.VersionId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
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

        void check() {
            for (String device : Objects.requireNonNullElse(devices, List.<String>of())) {
                if (!device.equals("auto") && !device.equals("cpu")) {
                    throw Refusal.invalid("devices",
                            "%s is no device of this host; there are auto, cpu".formatted(device));
                }
            }
        }

        ServingLimits limits(ServingLimits otherwise) {
            return new ServingLimits(Objects.requireNonNullElse(maxQueue, otherwise.maxQueue()),
                    Objects.requireNonNullElse(maxBatch, otherwise.maxBatch()),
                    Objects.requireNonNullElse(workers, otherwise.workers()));
        }
    }

    record Loaded(String model, int version, String state) {}

    private final Serving serving;

    VersionLoading(Serving serving) {
        this.serving = serving;
    }

    @PostMapping("/api/models/{model}/versions/{version}/load")
    Loaded load(
            @PathVariable String model,
            @PathVariable String version,
            @RequestBody(required = false) @Nullable Wish wish) {
        VersionId id = Paths.version(model, version);
        Wish wanted = Objects.requireNonNullElse(wish, new Wish(null, null, null, null));
        wanted.check();
        serving.load(id, wanted.limits(serving.limits()));
        return loaded(id);
    }

    @PostMapping("/api/models/{model}/versions/{version}/unload")
    Loaded unload(@PathVariable String model, @PathVariable String version) {
        VersionId id = Paths.version(model, version);
        serving.unload(id);
        return loaded(id);
    }

    private Loaded loaded(VersionId id) {
        VersionState state = serving.state(id);
        return new Loaded(id.model().value(), id.number(), state.phase().name().toLowerCase(Locale.ROOT));
    }
}
