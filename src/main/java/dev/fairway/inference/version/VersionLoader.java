package dev.fairway.inference.version;

import dev.fairway.device.Device;
import dev.fairway.inference.codec.Codec;
import dev.fairway.inference.codec.Codecs;
import dev.fairway.inference.engine.Engines;
import dev.fairway.inference.engine.LoadedModel;
import dev.fairway.inference.queue.DeviceFaults;
import dev.fairway.inference.queue.Instance;
import dev.fairway.inference.queue.QueueLimits;
import dev.fairway.inference.queue.ServingLimits;
import dev.fairway.inference.queue.VersionMeters;
import dev.fairway.inference.queue.VersionQueue;
import dev.fairway.registry.ModelVersion;
import dev.fairway.tensor.Signature;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Brings a version from its folder to where it can answer: hashes, network, warm-up, queue. */
@Component
class VersionLoader {

    private final Engines engines;
    private final Codecs codecs;
    private final MeterRegistry registry;
    private final DeviceFaults faults;

    VersionLoader(Engines engines, Codecs codecs, MeterRegistry registry, DeviceFaults faults) {
        this.engines = engines;
        this.codecs = codecs;
        this.registry = registry;
        this.faults = faults;
    }

    /**
     * @param previous the same version as it is loaded now, whose meters go on; null when it is not
     * @throws dev.fairway.contract.Refusal when a file is not what the manifest says or the network is broken
     */
    ServedVersion load(ModelVersion version, ServingLimits limits, @Nullable ServedVersion previous) {
        version.verify();
        Codec codec = codecs.of(version);
        LoadedModel model = engines.of(version.manifest().network().format()).load(version.folder(), Device.CPU);
        QueueLimits queueLimits;
        try {
            queueLimits = queueLimits(version, limits, codec, model);
        } catch (RuntimeException | Error e) {
            model.close();
            throw e;
        }
        VersionMeters meters = previous == null ? new VersionMeters(registry, version.id()) : previous.meters();
        VersionQueue queue = new VersionQueue(version.id().toString(),
                List.of(new Instance(Device.CPU, model, limits.workers())), queueLimits, meters, faults);
        return new ServedVersion(version, codec, queue, meters, limits);
    }

    /** Warms the network up on the way. */
    private static QueueLimits queueLimits(ModelVersion version, ServingLimits limits, Codec codec, LoadedModel model) {
        Calibration calibration = new Calibration(codec);
        Signature signature = version.manifest().network().signature();
        if (signature != null && !signature.isBatched()) {
            calibration.warm(model, 1);
            return QueueLimits.alone(limits.maxQueue());
        }
        Integer wished = limits.maxBatch();
        if (wished == null) {
            return QueueLimits.of(limits.maxQueue(), calibration.measure(model));
        }
        calibration.warm(model, wished);
        return QueueLimits.of(limits.maxQueue(), wished);
    }
}
