package dev.fairway.inference;

import dev.fairway.device.Device;
import dev.fairway.feature.Preprocessing;
import dev.fairway.registry.ModelVersion;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Brings a version from its folder to where it can answer: hashes, network, warm-up, queue. */
@Component
class VersionLoader {

    private final Engine engine;
    private final MeterRegistry registry;

    VersionLoader(Engine engine, MeterRegistry registry) {
        this.engine = engine;
        this.registry = registry;
    }

    /**
     * @param previous the same version as it is loaded now, whose meters go on; null when it is not
     * @throws dev.fairway.contract.Refusal when a file is not what the manifest says or the network is broken
     */
    ServedVersion load(ModelVersion version, ServingLimits limits, @Nullable ServedVersion previous) {
        version.verify();
        Preprocessing.Fitted preprocessing = version.folder().preprocessing().fitted();
        LoadedModel model = engine.load(version.folder(), Device.CPU);
        try {
            new WarmUp(version.manifest().schema(), preprocessing).run(model, limits.maxBatch());
        } catch (RuntimeException | Error e) {
            model.close();
            throw e;
        }
        VersionMeters meters = previous == null ? new VersionMeters(registry, version.id(), Device.CPU)
                : previous.meters();
        VersionQueue queue = new VersionQueue(version.id().toString(), model, limits, meters);
        return new ServedVersion(version, preprocessing, queue, meters);
    }
}
