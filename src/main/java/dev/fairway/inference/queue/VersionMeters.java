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
    private final Tags instance;
    private final Timer queue;
    private final DistributionSummary batch;
    private final Map<Ending, Timer> requests = new ConcurrentHashMap<>();
    private final Map<Outcome, Counter> rejected = new ConcurrentHashMap<>();
    private final Set<Meter> all = ConcurrentHashMap.newKeySet();
    private volatile boolean removed;

    public VersionMeters(MeterRegistry registry, VersionId id, Device device) {
        this.registry = registry;
        this.version = Tags.of("model", id.model().value(), "version", Integer.toString(id.number()));
        this.instance = version.and("device", device.name());
        this.queue = kept(Timer.builder("fairway.inference.queue")
                .description("time that a request waited for a worker")
                .tags(instance)
                .serviceLevelObjectives(SECONDS)
                .register(registry));
        this.batch = kept(DistributionSummary.builder("fairway.inference.batch.size")
                .description("rows of one run of a model")
                .tags(instance)
                .serviceLevelObjectives(ROWS)
                .register(registry));
    }

    /** Shows how many requests wait, for as long as the queue is there. */
    void watch(VersionQueue watched) {
        all.stream().filter(Gauge.class::isInstance).forEach(registry::remove);
        kept(Gauge.builder("fairway.inference.queue.size", watched, VersionQueue::size)
                .description("requests that wait for a worker")
                .tags(instance)
                .register(registry));
    }

    void waited(Duration time) {
        queue.record(time);
    }

    void ran(int rows) {
        batch.record(rows);
    }

    public void ended(Protocol protocol, Outcome outcome, Duration time) {
        if (removed) {
            return;
        }
        requests.computeIfAbsent(new Ending(protocol, outcome), this::timer).record(time);
        switch (outcome) {
            case REJECTED, TIMED_OUT, UNAVAILABLE -> rejected.computeIfAbsent(outcome, this::counter).increment();
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
            case TIMED_OUT -> "deadline";
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
