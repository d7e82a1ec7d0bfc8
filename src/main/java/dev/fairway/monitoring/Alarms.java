package dev.fairway.monitoring;

import dev.fairway.monitoring.bias.BiasFinding;
import dev.fairway.monitoring.drift.DriftReport;
import dev.fairway.monitoring.drift.FeatureDrift;
import dev.fairway.monitoring.drift.Verdict;
import dev.fairway.registry.VersionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is alarming in one version at present. A window that is too small to judge changes nothing: an alarm that it
 * cannot confirm stays.
 */
final class Alarms {

    private final VersionId version;
    private final Set<String> standing;

    Alarms(VersionId version, Collection<String> standing) {
        this.version = version;
        this.standing = new TreeSet<>(standing);
    }

    List<String> standing() {
        return List.copyOf(standing);
    }

    /** Takes in what a window says; gives the events of what is newly alarming. */
    List<Object> update(DriftReport drift, List<BiasFinding> bias, Instant at) {
        List<Object> raised = new ArrayList<>();
        Stream.concat(drift.features().stream(), Stream.of(drift.prediction())).forEach(feature -> {
            if (feature.verdict() != Verdict.INSUFFICIENT_DATA
                    && turns("drift:" + feature.feature(), feature.detected())) {
                raised.add(raised(feature, at));
            }
        });
        bias.forEach(finding -> {
            if (finding.verdict() != BiasFinding.Verdict.INSUFFICIENT_DATA
                    && turns(name(finding), finding.breached())) {
                raised.add(new BiasRaised(version, finding, at));
            }
        });
        return raised;
    }

    /** Whether the alarm is raised that was not. */
    private boolean turns(String alarm, boolean on) {
        if (on) {
            return standing.add(alarm);
        }
        standing.remove(alarm);
        return false;
    }

    private DriftRaised raised(FeatureDrift feature, Instant at) {
        return new DriftRaised(version, feature.feature(), orNaN(feature.score()), orNaN(feature.threshold()), at);
    }

    private static double orNaN(@Nullable Double value) {
        return value == null ? Double.NaN : value;
    }

    private static String name(BiasFinding finding) {
        return "bias:%s/%s/%s".formatted(finding.attribute(), finding.group(), finding.metric());
    }
}
