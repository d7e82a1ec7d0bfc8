package dev.fairway.inference.version;

import dev.fairway.inference.codec.Codec;
import dev.fairway.inference.codec.Codecs;
import dev.fairway.inference.queue.DeviceFaults;
import dev.fairway.inference.queue.VersionMeters;
import dev.fairway.inference.queue.VersionQueue;
import dev.fairway.registry.ModelVersion;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Brings a version from its folder to where it can answer: hashes, codec, networks, queue. */
@Component
class VersionLoader {

    private final Networks networks;
    private final Codecs codecs;
    private final LoadingLane lane;
    private final DeviceFaults faults;
    private final MeterRegistry registry;

    VersionLoader(Networks networks, Codecs codecs, LoadingLane lane, DeviceFaults faults, MeterRegistry registry) {
        this.networks = networks;
        this.codecs = codecs;
        this.lane = lane;
        this.faults = faults;
        this.registry = registry;
    }

    /**
     * @param previous the same version as it is loaded now, whose meters go on; null when it is not
     * @param answered runs that all versions together have made, which a load makes way for
     * @throws dev.fairway.contract.Refusal when a file is not what the manifest says, the network is broken or there is
     *     no room for it
     */
    ServedVersion load(
            ModelVersion version,
            ServingPlan plan,
            @Nullable ServedVersion previous,
            LongSupplier answered) {
        Rests rests = new Rests(answered);
        Codec codec = lane.run(() -> {
            long start = System.nanoTime();
            version.verify();
            rests.after(System.nanoTime() - start);
            return codecs.of(version);
        });
        Networks.Placed placed = place(version, codec, plan, rests);
        VersionMeters meters = previous == null ? new VersionMeters(registry, version.id()) : previous.meters();
        VersionQueue queue = new VersionQueue(version.id().toString(), placed.instances(), placed.limits(), meters,
                faults);
        return new ServedVersion(version, codec, queue, meters, plan);
    }

    private Networks.Placed place(ModelVersion version, Codec codec, ServingPlan plan, Rests rests) {
        try {
            return lane.run(() -> networks.place(version, codec, plan, rests));
        } catch (RuntimeException | Error e) {
            codec.close();
            throw e;
        }
    }

    /**
     * Gives a version that is left without a device others, by the plan that it was loaded with, without resting: nobody
     * answers its requests meanwhile.
     *
     * @throws dev.fairway.contract.Refusal when none has room
     */
    void bringBack(ServedVersion served) {
        lane.run(() -> networks.place(served.version(), served.codec(), served.plan(), Rests.none()))
                .instances()
                .forEach(served::add);
    }
}
