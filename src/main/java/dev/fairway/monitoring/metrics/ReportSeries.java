package dev.fairway.monitoring.metrics;

import dev.fairway.monitoring.Report;
import dev.fairway.monitoring.bias.BiasFinding;
import dev.fairway.monitoring.drift.FeatureDrift;
import dev.fairway.monitoring.drift.FeatureQuality;
import dev.fairway.monitoring.drift.Verdict;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a report as time series. What could not be told is NaN: neither fine nor alarming. */
final class ReportSeries {

    private final Report report;
    private final Tags version;

    ReportSeries(Report report) {
        this.report = report;
        this.version = Tags.of("model", report.model().value(), "version", Integer.toString(report.version()));
    }

    /** How many rows the window had. */
    Series rows() {
        return new Series("fairway.monitor.window.rows", version, report.window().rows());
    }

    /** The series in the order of their worth: when they are too many, the last are left out. */
    List<Series> all() {
        Stream<Series> drift = Stream.concat(Stream.of(report.drift().prediction()), report.drift().features().stream())
                .flatMap(this::drift);
        Stream<Series> bias = report.bias().stream().filter(f -> f.value() != null).flatMap(this::bias);
        Stream<Series> quality = report.quality().features().stream().flatMap(this::quality);
        return Stream.of(Stream.of(rows()), bias, drift, quality).flatMap(s -> s).toList();
    }

    private Stream<Series> drift(FeatureDrift drift) {
        Tags tags = version.and("feature", drift.feature(), "statistic", drift.statistic());
        double detected = drift.verdict() == Verdict.INSUFFICIENT_DATA ? Double.NaN : flag(drift.detected());
        return Stream.of(new Series("fairway.drift.score", tags, number(drift.score())),
                new Series("fairway.drift.threshold", tags, number(drift.threshold())),
                new Series("fairway.drift.detected", tags, detected),
                new Series("fairway.drift.rows", tags, drift.rows()));
    }

    private Stream<Series> bias(BiasFinding finding) {
        Tags tags = version.and("attribute", finding.attribute(), "group", finding.group(), "metric", finding.metric());
        double breached = finding.verdict() == BiasFinding.Verdict.INSUFFICIENT_DATA ? Double.NaN
                : flag(finding.breached());
        return Stream.of(new Series("fairway.bias", tags, number(finding.value())),
                new Series("fairway.bias.low", tags, number(finding.low())),
                new Series("fairway.bias.high", tags, number(finding.high())),
                new Series("fairway.bias.breached", tags, breached));
    }

    private Stream<Series> quality(FeatureQuality quality) {
        return Stream
                .of(ratio(quality, "missing", quality.missing()), ratio(quality, "out_of_range", quality.outOfRange()),
                        ratio(quality, "unseen", quality.unseen()))
                .flatMap(s -> s);
    }

    private Stream<Series> ratio(FeatureQuality quality, String check, @Nullable Double ratio) {
        Tags tags = version.and("feature", quality.feature(), "check", check);
        return ratio == null ? Stream.empty() : Stream.of(new Series("fairway.data.quality.ratio", tags, ratio));
    }

    private static double number(@Nullable Double value) {
        return value == null ? Double.NaN : value;
    }

    private static double flag(boolean on) {
        return on ? 1 : 0;
    }
}
