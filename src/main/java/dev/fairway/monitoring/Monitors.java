package dev.fairway.monitoring;

import dev.fairway.inference.Answered;
import dev.fairway.registry.ModelName;
import dev.fairway.registry.ModelVersion;
import dev.fairway.registry.Models;
import dev.fairway.registry.VersionId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The monitors of all versions that have answered. Belongs to the thread of {@link Watch}. */
@Component
class Monitors {

    private static final Logger LOG = LoggerFactory.getLogger(Monitors.class);
    private static final Duration RETRY = Duration.ofMinutes(1);

    private final Models models;
    private final MonitorPlans plans;
    private final WindowRows windows;
    private final Closing closing;
    private final Clock clock;
    private final int maxGroups;
    private final Map<VersionId, Monitor> monitors = new HashMap<>();
    private final Map<VersionId, Instant> unwatchable = new HashMap<>();

    Monitors(
            Models models,
            MonitorPlans plans,
            WindowRows windows,
            Closing closing,
            Clock clock,
            MonitoringProperties properties) {
        this.models = models;
        this.plans = plans;
        this.windows = windows;
        this.closing = closing;
        this.clock = clock;
        this.maxGroups = properties.maxGroups();
    }

    /** Goes on with the windows that were open when the service stopped. */
    void resume() {
        windows.all()
                .forEach((version, counted) -> begin(version,
                        watched -> OpenWindow.resumed(watched, counted, maxGroups)));
    }

    /** Counts the answer; gives false when its version cannot be watched. */
    boolean count(Answered answer) {
        VersionId version = answer.version();
        Monitor monitor = monitors.get(version);
        if (monitor == null && mayTry(version)) {
            monitor = begin(version, watched -> new OpenWindow(watched, plans.plan(version), answer.at(), maxGroups));
        }
        if (monitor == null) {
            return false;
        }
        monitor.count(answer);
        return true;
    }

    /** Closes the windows that are due. */
    void tick() {
        Instant now = clock.instant();
        monitors.values().forEach(monitor -> monitor.tick(now));
    }

    /** Writes down what was counted since the last time. */
    void flush() {
        monitors.forEach((version, monitor) -> {
            Counted counted = monitor.unsaved();
            if (counted != null) {
                windows.put(version, counted);
            }
        });
    }

    /** Lets the model's monitors go by the plan that holds now. */
    void follow(ModelName model) {
        monitors.forEach((version, monitor) -> {
            if (version.model().equals(model)) {
                monitor.follow(plans.plan(version), clock.instant());
            }
        });
    }

    /** Closes the window of a version that answers no more, and ends its series. */
    void end(VersionId version) {
        Monitor monitor = monitors.remove(version);
        if (monitor != null) {
            monitor.end(clock.instant());
            windows.delete(version);
            closing.end(version);
        }
    }

    void forget(VersionId version) {
        windows.delete(version);
        unwatchable.remove(version);
        if (monitors.remove(version) != null) {
            closing.end(version);
        }
    }

    /** What the open windows of the model's versions have counted so far, by version number. */
    Map<Integer, Counted> open(ModelName model) {
        Map<Integer, Counted> open = new TreeMap<>();
        monitors.forEach((version, monitor) -> {
            if (version.model().equals(model)) {
                open.put(version.number(), monitor.counted());
            }
        });
        return open;
    }

    private @Nullable Monitor begin(VersionId version, Function<Watched, OpenWindow> first) {
        try {
            ModelVersion found = models.version(version).orElseThrow(() -> new UnknownVersion(version));
            if (!Watched.isPossible(found)) {
                unwatchable.put(version, Instant.MAX);
                return null;
            }
            Watched watched = Watched.of(found);
            Monitor monitor = new Monitor(watched, first.apply(watched), maxGroups, closing::close);
            closing.begin(version);
            monitors.put(version, monitor);
            return monitor;
        } catch (RuntimeException failure) {
            LOG.warn("version {} cannot be watched: {}", version, failure.toString());
            unwatchable.put(version, clock.instant().plus(RETRY));
            return null;
        }
    }

    private boolean mayTry(VersionId version) {
        Instant retry = unwatchable.get(version);
        return retry == null || !clock.instant().isBefore(retry);
    }
}
