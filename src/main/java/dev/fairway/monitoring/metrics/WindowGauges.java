package dev.fairway.monitoring.metrics;

import dev.fairway.monitoring.MonitoringProperties;
import dev.fairway.monitoring.Report;
import dev.fairway.monitoring.WatchBegan;
import dev.fairway.monitoring.WatchEnded;
import dev.fairway.monitoring.WindowClosed;
import dev.fairway.registry.VersionId;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Shows the newest closed window of every version, for as long as the version is watched. */
@Component
class WindowGauges {

    private final MeterRegistry registry;
    private final int most;
    private final Map<VersionId, VersionGauges> versions = new ConcurrentHashMap<>();

    WindowGauges(MeterRegistry registry, MonitoringProperties properties) {
        this.registry = registry;
        this.most = properties.maxSeries();
    }

    @EventListener
    void began(WatchBegan began) {
        Report newest = began.newest();
        if (newest != null) {
            show(newest);
        }
    }

    /** A window without rows tells just that: what the one before it said is still the newest that is known. */
    @EventListener
    void closed(WindowClosed closed) {
        if (closed.report().window().rows() > 0) {
            show(closed.report());
        } else {
            gauges(closed.report()).update(List.of(new ReportSeries(closed.report()).rows()));
        }
    }

    @EventListener
    void ended(WatchEnded ended) {
        VersionGauges gauges = versions.remove(ended.version());
        if (gauges != null) {
            gauges.close();
        }
    }

    private void show(Report report) {
        gauges(report).replace(new ReportSeries(report).all());
    }

    private VersionGauges gauges(Report report) {
        return versions.computeIfAbsent(report.subject(), id -> new VersionGauges(registry, id, most));
    }
}
