package dev.fairway.monitoring.metrics;

import dev.fairway.registry.VersionId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** The gauges of one version: no more than it may have, none that its newest window does not speak of. */
final class VersionGauges {

    private static final Map<String, String> DESCRIPTIONS = Map.ofEntries(
            Map.entry("fairway.monitor.window.rows", "rows of the newest closed window"),
            Map.entry("fairway.drift.score", "how far a feature is from where it was in training"),
            Map.entry("fairway.drift.threshold", "score from which a feature counts as drifted"),
            Map.entry("fairway.drift.detected", "whether a feature drifted; NaN when the window is too small to tell"),
            Map.entry("fairway.drift.rows", "rows that the drift score is made from"),
            Map.entry("fairway.bias", "how a group fares compared with the privileged one"),
            Map.entry("fairway.bias.low", "lower end of the metric's confidence interval"),
            Map.entry("fairway.bias.high", "upper end of the metric's confidence interval"),
            Map.entry("fairway.bias.breached",
                    "whether the interval lies outside of the tolerance; NaN when the window is too small to tell"),
            Map.entry("fairway.data.quality.ratio", "share of a feature's values that fail the check"));

    private final MeterRegistry registry;
    private final int most;
    private final Counter leftOut;
    private final Map<Series.Key, Shown> shown = new HashMap<>();

    /** A gauge and the value it shows. */
    private record Shown(Gauge gauge, AtomicReference<Double> value) {}

    VersionGauges(MeterRegistry registry, VersionId version, int most) {
        this.registry = registry;
        this.most = most;
        this.leftOut = Counter.builder("fairway.monitor.series.dropped")
                .description("time series that were left out because the version has too many")
                .tag("model", version.model().value())
                .tag("version", Integer.toString(version.number()))
                .register(registry);
    }

    /** Shows these series and no others. */
    synchronized void replace(List<Series> series) {
        Set<Series.Key> gone = new HashSet<>(shown.keySet());
        series.stream().limit(most).map(Series::key).toList().forEach(gone::remove);
        gone.forEach(this::remove);
        update(series);
    }

    /** Shows these series besides those that are there. */
    synchronized void update(List<Series> series) {
        for (Series one : series) {
            Shown known = shown.get(one.key());
            if (known != null) {
                known.value().set(one.value());
            } else if (shown.size() < most) {
                shown.put(one.key(), register(one));
            } else {
                leftOut.increment();
            }
        }
    }

    synchronized void close() {
        Set.copyOf(shown.keySet()).forEach(this::remove);
        registry.remove(leftOut);
    }

    private Shown register(Series series) {
        AtomicReference<Double> value = new AtomicReference<>(series.value());
        Gauge gauge = Gauge.builder(series.name(), value, AtomicReference::get)
                .description(DESCRIPTIONS.getOrDefault(series.name(), ""))
                .tags(series.tags())
                .register(registry);
        return new Shown(gauge, value);
    }

    private void remove(Series.Key key) {
        Shown gone = shown.remove(key);
        if (gone != null) {
            registry.remove(gone.gauge());
        }
    }
}
