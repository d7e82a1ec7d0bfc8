package dev.fairway.inference.version;

import dev.fairway.device.Device;
import dev.fairway.inference.Input;
import dev.fairway.inference.Output;
import dev.fairway.inference.Terms;
import dev.fairway.inference.codec.Codec;
import dev.fairway.inference.queue.Instance;
import dev.fairway.inference.queue.VersionMeters;
import dev.fairway.inference.queue.VersionQueue;
import dev.fairway.registry.ModelVersion;
import dev.fairway.registry.VersionId;
import dev.fairway.tensor.Tensor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A version that is loaded, warm and able to answer: its codec, its queue, its meters. */
public final class ServedVersion {

    private final ModelVersion version;
    private final Codec codec;
    private final VersionQueue queue;
    private final VersionMeters meters;
    private final ServingPlan plan;
    private final List<VersionId> shadows;

    ServedVersion(ModelVersion version, Codec codec, VersionQueue queue, VersionMeters meters, ServingPlan plan) {
        this.version = version;
        this.codec = codec;
        this.queue = queue;
        this.meters = meters;
        this.plan = plan;
        this.shadows = List.of();
    }

    private ServedVersion(ServedVersion same, List<VersionId> shadows) {
        this.version = same.version;
        this.codec = same.codec;
        this.queue = same.queue;
        this.meters = same.meters;
        this.plan = same.plan;
        this.shadows = shadows;
    }

    /** The same version, for a request that other versions see as its shadows. */
    public ServedVersion seenBy(List<VersionId> others) {
        return others.isEmpty() ? this : new ServedVersion(this, others);
    }

    /** The versions that see what this one is asked. */
    public List<VersionId> shadows() {
        return shadows;
    }

    public VersionId id() {
        return version.id();
    }

    /** What lies between its callers and its network. */
    public Codec codec() {
        return codec;
    }

    VersionState state() {
        if (queue.devices().isEmpty()) {
            return VersionState.WITHOUT_DEVICE;
        }
        return queue.isFailing() ? VersionState.FAILING : VersionState.READY;
    }

    ModelVersion version() {
        return version;
    }

    /** The devices that it runs on now. */
    List<Device> devices() {
        return queue.devices();
    }

    /** Threads that run it, by device. */
    public Map<String, Integer> instances() {
        return queue.devices().stream().collect(Collectors.toMap(Device::name, _ -> plan.workers()));
    }

    /** Lets another device run it too. */
    void add(Instance instance) {
        queue.add(instance);
    }

    /** Lets the device run it no more, once the run that is under way there ends. */
    void leave(Device device) {
        var _ = queue.remove(device);
    }

    /** What it was loaded with. */
    public ServingPlan plan() {
        return plan;
    }

    /** Rows that one run computes at most. */
    public int maxBatch() {
        return queue.limits().maxBatch();
    }

    public VersionMeters meters() {
        return meters;
    }

    /**
     * Answers one request.
     *
     * @throws dev.fairway.contract.Refusal when the input does not fit, the queue is full or the deadline passes
     */
    public Output answer(Input input, Terms terms) {
        return codec.decode(input, queue.ask(codec.encode(input), terms));
    }

    /**
     * Runs the network on tensors of its own, for those who know them.
     *
     * @throws dev.fairway.contract.Refusal when the queue is full or the deadline passes
     */
    public List<Tensor> run(List<Tensor> inputs, Terms terms) {
        return queue.ask(inputs, terms);
    }

    /** Answers what is taken within the given time and refuses the rest; the last run frees the network. */
    void drain(Duration limit) {
        var _ = queue.close(limit);
        codec.close();
    }
}
