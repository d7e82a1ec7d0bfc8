package dev.fairway.inference.queue;

import dev.fairway.device.Device;
import dev.fairway.inference.Protocol;
import dev.fairway.registry.VersionId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is measured of one loaded version. Meters are looked up once and removed with the version; the values of their
 * tags are names of the registry and of this code, never a caller's.
 */
public final class VersionMeters {

    private static final Duration[] SECONDS = {Duration.ofNanos(500_000), Duration.ofMillis(1), Duration.ofMillis(2),
            Duration.ofMillis(5), Duration.ofMillis(10), Duration.ofMillis(20), Duration.ofMillis(50),
            Duration.ofMillis(100), Duration.ofMillis(200), Duration.ofMillis(500), Duration.ofSeconds(1),
            Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(10)};
    private static final double[] ROWS = {1, 2, 4, 8, 16, 32, 64, 128, 256};

    private record Ending(Protocol protocol, Outcome outcome) {}

    private final MeterRegistry registry;
    private final Tags version;
    private final Tally tally = new Tally();
    private final Map<Device, InstanceMeters> instances = new ConcurrentHashMap<>();
    private final Map<Ending, Timer> requests = new ConcurrentHashMap<>();
    private final Map<Outcome, Counter> rejected = new ConcurrentHashMap<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private final Set<Meter> all = ConcurrentHashMap.newKeySet();
    private @Nullable Gauge size;
    private @Nullable GenerationMeters generation;
    private volatile boolean removed;

    public VersionMeters(MeterRegistry registry, VersionId id) {
        this.registry = registry;
        this.version = Tags.of("model", id.model().value(), "version", Integer.toString(id.number()));
    }

    /** What is measured on one device. */
    InstanceMeters of(Device device) {
        return instances.computeIfAbsent(device, this::instance);
    }

    private InstanceMeters instance(Device device) {
        Tags tags = version.and("device", device.name());
        Timer queue = kept(Timer.builder("fairway.inference.queue")
                .description("time that a request waited for a worker")
                .tags(tags)
                .serviceLevelObjectives(SECONDS)
                .register(registry));
        DistributionSummary batch = kept(DistributionSummary.builder("fairway.inference.batch.size")
                .description("rows of one run of a model")
                .tags(tags)
                .serviceLevelObjectives(ROWS)
                .register(registry));
        AtomicInteger most = new AtomicInteger();
        kept(Gauge.builder("fairway.inference.max.batch", most, AtomicInteger::get)
                .description("rows that one run of a model computes at most")
                .tags(tags)
                .register(registry));
        return new InstanceMeters(tally, queue, batch, most);
    }

    /** What is measured of texts that it goes on with; made when the first one is. */
    public synchronized GenerationMeters generation() {
        GenerationMeters known = generation;
        if (known == null) {
            known = new GenerationMeters(
                    kept(DistributionSummary.builder("fairway.generation.tokens")
                            .description("words that were added to one text")
                            .tags(version)
                            .serviceLevelObjectives(GenerationMeters.TOKENS)
                            .register(registry)),
                    kept(DistributionSummary.builder("fairway.generation.tokens.per.second")
                            .description("words per second of one text")
                            .tags(version)
                            .serviceLevelObjectives(GenerationMeters.RATES)
                            .register(registry)));
            generation = known;
        }
        return known;
    }

    /** Shows how many requests wait, for as long as the queue is there; instances on several devices share one line. */
    synchronized void watch(VersionQueue watched) {
        Gauge previous = size;
        if (previous != null) {
            registry.remove(previous);
            all.remove(previous);
        }
        String devices = watched.devices().stream().map(Device::name).distinct().collect(Collectors.joining("+"));
        size = kept(Gauge.builder("fairway.inference.queue.size", watched, VersionQueue::size)
                .description("requests that wait for a worker")
                .tags(version.and("device", devices))
                .register(registry));
    }

    void answered(long nanos) {
        tally.answered(nanos);
    }

    void refused(long nanos) {
        tally.refused(nanos);
    }

    /** What was counted since the version was loaded. */
    public VersionStatistics statistics() {
        return tally.sum();
    }

    /** A request has come, of which nothing may have been read yet. */
    public void began() {
        underWay.incrementAndGet();
    }

    /** Requests that began and have not ended. */
    int underWay() {
        return underWay.get();
    }

    /** A request that {@link #began} has its answer or its refusal. */
    public void ended(Protocol protocol, Outcome outcome, Duration time) {
        underWay.decrementAndGet();
        if (removed) {
            return;
        }
        requests.computeIfAbsent(new Ending(protocol, outcome), this::timer).record(time);
        switch (outcome) {
            case REJECTED, TOO_LATE, TIMED_OUT, CANCELLED, UNAVAILABLE ->
                rejected.computeIfAbsent(outcome, this::counter).increment();
            case OK, INVALID, FAILED -> {
            }
        }
    }

    public void remove() {
        removed = true;
        all.forEach(registry::remove);
    }

    private Timer timer(Ending ending) {
        return kept(Timer.builder("fairway.inference")
                .description("time from the first byte read of a request to its answer")
                .tags(version.and("protocol", ending.protocol().name().toLowerCase(Locale.ROOT), "outcome",
                        ending.outcome().tag()))
                .serviceLevelObjectives(SECONDS)
                .register(registry));
    }

    private Counter counter(Outcome outcome) {
        String reason = switch (outcome) {
            case REJECTED -> "queue_full";
            case TOO_LATE -> "too_late";
            case TIMED_OUT -> "deadline";
            case CANCELLED -> "cancelled";
            case OK, INVALID, UNAVAILABLE, FAILED -> "not_serving";
        };
        return kept(Counter.builder("fairway.inference.rejected")
                .description("requests that were understood but not answered")
                .tags(version.and("reason", reason))
                .register(registry));
    }

    private <M extends Meter> M kept(M meter) {
        all.add(meter);
        return meter;
    }
}
