package dev.fairway.monitoring;

import dev.fairway.registry.VersionId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Counts the rows that were answered but not monitored. */
@Component
class Dropped {

    private final MeterRegistry registry;
    private final Map<VersionId, Counter> counters = new ConcurrentHashMap<>();

    Dropped(MeterRegistry registry) {
        this.registry = registry;
    }

    void add(VersionId version, int rows) {
        counter(version).increment(rows);
    }

    /** Shows zero from the start: a series that appears with its first loss hides that loss from a rate. */
    @EventListener
    void begin(WatchBegan began) {
        counter(began.version());
    }

    @EventListener
    void end(WatchEnded ended) {
        Counter counter = counters.remove(ended.version());
        if (counter != null) {
            registry.remove(counter);
        }
    }

    private Counter counter(VersionId version) {
        return counters.computeIfAbsent(version,
                id -> Counter.builder("fairway.monitor.dropped")
                        .description("answered rows that were left out of monitoring")
                        .tag("model", id.model().value())
                        .tag("version", Integer.toString(id.number()))
                        .register(registry));
    }
}
