package dev.fairway.inference.version;

import dev.fairway.device.Assignment;
import dev.fairway.device.Device;
import dev.fairway.device.Devices;
import dev.fairway.device.Memory;
import dev.fairway.device.Need;
import dev.fairway.device.Placement;
import dev.fairway.device.Reservation;
import dev.fairway.device.Wish;
import dev.fairway.inference.codec.Codec;
import dev.fairway.inference.engine.Engines;
import dev.fairway.inference.golden.GoldenCheck;
import dev.fairway.inference.queue.Instance;
import dev.fairway.inference.queue.QueueLimits;
import dev.fairway.registry.ModelVersion;
import dev.fairway.tensor.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Brings the networks of versions to devices: room is reserved, the weights are read, the first runs are made, what must
 * come out is compared with what does.
 */
@Component
class Networks {

    /**
     * @param instances one per device; whoever has them closes their models
     * @param limits what the queue before them may hold and join
     */
    record Placed(List<Instance> instances, QueueLimits limits) {}

    private final Engines engines;
    private final Devices devices;
    private final Placement placement;
    /** What versions were found to take on a device, by the hash of their manifest. */
    private final Map<String, Long> measured = new ConcurrentHashMap<>();

    Networks(Engines engines, Devices devices, Placement placement) {
        this.engines = engines;
        this.devices = devices;
        this.placement = placement;
    }

    /** @throws dev.fairway.contract.Refusal when nothing has room for the network, or it is broken */
    Placed place(ModelVersion version, Codec codec, ServingPlan plan, Rests rests) {
        Reservation reservation = placement.reserve(version.id().toString(), wish(version, plan), need(version, plan));
        List<Instance> instances = new ArrayList<>();
        try {
            QueueLimits limits = null;
            for (Assignment assignment : reservation.assignments()) {
                long start = System.nanoTime();
                PlacedModel model = load(version, assignment.device(), reservation);
                instances.add(new Instance(assignment.device(), model, assignment.instances()));
                rests.after(System.nanoTime() - start);
                limits = warm(version, new Calibration(codec, rests), plan, model, limits);
                new GoldenCheck(version.folder(), codec).run(model);
            }
            reservation.loaded();
            return new Placed(List.copyOf(instances), Objects.requireNonNull(limits));
        } catch (RuntimeException | Error e) {
            instances.forEach(instance -> instance.model().close());
            reservation.close();
            throw e;
        }
    }

    /** Where the choice is the host's and the engine runs on no GPU, it is the CPU. */
    private Wish wish(ModelVersion version, ServingPlan plan) {
        boolean anywhere = engines.of(version.manifest().network().format()).runsOn(Device.cuda(0));
        return anywhere || plan.wish() instanceof Wish.Named ? plan.wish() : new Wish.Named(List.of(Device.CPU));
    }

    private Need need(ModelVersion version, ServingPlan plan) {
        Long known = measured.get(version.sha256());
        return known == null ? placement.estimate(version.size(), plan.workers()) : new Need(known, 0, plan.workers());
    }

    private PlacedModel load(ModelVersion version, Device device, Reservation reservation) {
        return new PlacedModel(engines.of(version.manifest().network().format()).load(version.folder(), device), device,
                reservation);
    }

    /**
     * Makes the first runs, which are slow, and finds out how many rows a run should have and what memory they take.
     *
     * @param known what was found on another device, which then holds here too; null when this is the first
     */
    private QueueLimits warm(
            ModelVersion version,
            Calibration calibration,
            ServingPlan plan,
            PlacedModel model,
            @Nullable QueueLimits known) {
        long before = free(model.device());
        QueueLimits limits = known == null ? limits(version, plan, calibration, model) : known;
        if (known != null) {
            calibration.warm(model, known.maxBatch());
        }
        long taken = version.size() + Math.max(0, before - free(model.device()));
        measured.put(version.sha256(), taken);
        model.reservation().measured(model.device(), taken);
        return limits;
    }

    private static QueueLimits limits(
            ModelVersion version,
            ServingPlan plan,
            Calibration calibration,
            PlacedModel model) {
        Signature signature = version.manifest().network().signature();
        if (signature != null && !signature.isBatched()) {
            calibration.warm(model, 1);
            return QueueLimits.alone(plan.maxQueue());
        }
        Integer wished = plan.maxBatch();
        if (wished == null) {
            return QueueLimits.of(plan.maxQueue(), calibration.measure(model));
        }
        calibration.warm(model, wished);
        return QueueLimits.of(plan.maxQueue(), wished);
    }

    private long free(Device device) {
        return devices.memory(device).map(Memory::free).orElse(0L);
    }
}
