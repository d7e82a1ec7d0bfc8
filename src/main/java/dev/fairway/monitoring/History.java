package dev.fairway.monitoring;

import dev.fairway.contract.Refusal;
import dev.fairway.monitoring.bias.BiasFinding;
import dev.fairway.monitoring.drift.FeatureDrift;
import dev.fairway.monitoring.drift.FeatureQuality;
import dev.fairway.registry.ModelName;
import dev.fairway.registry.VersionId;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One metric of a version over its closed windows.
 *
 * @param metric what the values are
 * @param points a point per window and feature, or per window, attribute and group; the oldest first
 */
public record History(ModelName model, int version, String metric, List<Point> points) {

    static final List<String> METRICS = List.of("drift_score", "missing", "out_of_range", "unseen", "rows",
            BiasFinding.STATISTICAL_PARITY_DIFFERENCE, BiasFinding.DISPARATE_IMPACT);

    public History {
        points = List.copyOf(points);
    }

    /**
     * The value of one window.
     *
     * @param window the window's id
     * @param at when it closed
     * @param feature feature, or attribute, that the value is of; null where it is of the whole window
     * @param group group that the value is of; null where it is of no group
     * @param low lower end of its confidence interval; null where it has none
     * @param high upper end
     * @param threshold value from which it alarms; null where there is none
     * @param alarming whether it does
     */
    public record Point(
            String window,
            Instant at,
            @Nullable String feature,
            @Nullable String group,
            double value,
            @Nullable Double low,
            @Nullable Double high,
            @Nullable Double threshold,
            boolean alarming) {}

    /** @throws Refusal when there is no such metric */
    static History of(VersionId version, String metric, @Nullable String feature, List<Report> reports) {
        if (!METRICS.contains(metric)) {
            throw Refusal.invalid("metric", "cannot be %s; there are %s".formatted(metric, METRICS));
        }
        List<Point> points = reports.stream()
                .flatMap(report -> points(report, metric))
                .filter(point -> feature == null || feature.equals(point.feature()))
                .toList();
        return new History(version.model(), version.number(), metric, points);
    }

    private static Stream<Point> points(Report report, String metric) {
        return switch (metric) {
            case "rows" -> Stream.of(plain(report, null, (double) report.window().rows()));
            case "drift_score" ->
                Stream.concat(report.drift().features().stream(), Stream.of(report.drift().prediction()))
                        .flatMap(drift -> drift(report, drift));
            case "missing" -> report.quality().features().stream().flatMap(q -> quality(report, q, q.missing()));
            case "out_of_range" ->
                report.quality().features().stream().flatMap(q -> quality(report, q, q.outOfRange()));
            case "unseen" -> report.quality().features().stream().flatMap(q -> quality(report, q, q.unseen()));
            default -> report.bias()
                    .stream()
                    .filter(finding -> finding.metric().equals(metric))
                    .flatMap(finding -> bias(report, finding));
        };
    }

    private static Stream<Point> drift(Report report, FeatureDrift drift) {
        Double score = drift.score();
        return score == null ? Stream.empty()
                : Stream.of(new Point(report.window().id(), report.window().end(), drift.feature(), null, score, null,
                        null, drift.threshold(), drift.detected()));
    }

    private static Stream<Point> quality(Report report, FeatureQuality quality, @Nullable Double ratio) {
        return ratio == null ? Stream.empty() : Stream.of(plain(report, quality.feature(), ratio));
    }

    private static Stream<Point> bias(Report report, BiasFinding finding) {
        Double value = finding.value();
        return value == null ? Stream.empty()
                : Stream.of(new Point(report.window().id(), report.window().end(), finding.attribute(), finding.group(),
                        value, finding.low(), finding.high(), null, finding.breached()));
    }

    private static Point plain(Report report, @Nullable String feature, double value) {
        return new Point(report.window().id(), report.window().end(), feature, null, value, null, null, null, false);
    }
}
