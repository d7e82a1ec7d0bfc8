package dev.fairway.training.queue;

import dev.fairway.training.JobState;
import dev.fairway.training.TrainJobEnded;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Train jobs as Prometheus sees them. What it asks for is read from the database at most once a second. */
@Component
class JobMetrics {

    private static final Duration FRESH = Duration.ofSeconds(1);

    private final JobCounts jobs;
    private final MeterRegistry registry;
    private final MultiGauge progress;
    private final Clock clock;
    private Instant stale = Instant.MIN;
    private Map<JobState, Long> counts = Map.of();

    JobMetrics(JobCounts jobs, MeterRegistry registry, Clock clock) {
        this.jobs = jobs;
        this.registry = registry;
        this.clock = clock;
        this.progress = MultiGauge.builder("fairway.train.job.progress")
                .description("Share of a running train job's steps that are done")
                .register(registry);
        for (JobState state : JobState.values()) {
            Gauge.builder("fairway.train.jobs", () -> count(state))
                    .description("Train jobs by state")
                    .tag("state", state.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
    }

    @EventListener
    void on(TrainJobEnded ended) {
        registry.timer("fairway.train.job", "model", ended.model().value()).record(ended.took());
    }

    private synchronized long count(JobState state) {
        Instant now = clock.instant();
        if (!now.isBefore(stale)) {
            stale = now.plus(FRESH);
            counts = jobs.byState();
            progress.register(jobs.fractions()
                    .entrySet()
                    .stream()
                    .map(e -> MultiGauge.Row.of(Tags.of("model", e.getKey()), e.getValue()))
                    .toList(), true);
        }
        return counts.getOrDefault(state, 0L);
    }
}
