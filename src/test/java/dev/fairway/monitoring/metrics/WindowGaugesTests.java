package dev.fairway.monitoring.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.monitoring.MonitoringProperties;
import dev.fairway.monitoring.Report;
import dev.fairway.monitoring.WatchBegan;
import dev.fairway.monitoring.WatchEnded;
import dev.fairway.monitoring.WindowClosed;
import dev.fairway.monitoring.bias.BiasFinding;
import dev.fairway.monitoring.drift.DriftReport;
import dev.fairway.monitoring.drift.FeatureDrift;
import dev.fairway.monitoring.drift.FeatureQuality;
import dev.fairway.monitoring.drift.Verdict;
import dev.fairway.registry.ModelName;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowGaugesTests {

    private static final String TAGS = "{feature=\"age\",model=\"loans\",statistic=\"psi\",version=\"1\"} ";

    private final PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    private WindowGauges gauges(int most) {
        return new WindowGauges(prometheus, new MonitoringProperties(true, Duration.ofMinutes(15), 10,
                Duration.ofSeconds(5), Duration.ofDays(1), 10, 20, most));
    }

    private static Report report(long rows, Verdict verdict) {
        BiasFinding bias = new BiasFinding("sex", "f", "m", BiasFinding.DISPARATE_IMPACT, 0.5, 0.4, 0.6, rows, true,
                BiasFinding.Verdict.BREACHED);
        FeatureQuality quality = new FeatureQuality("age", rows, 0.1, 0.2, null,
                new FeatureQuality.Baseline(0.0, null));
        DriftReport drift = new DriftReport(verdict == Verdict.DRIFT, verdict, 1e-4,
                List.of(drift("age", rows, verdict)), drift("prediction", rows, Verdict.OK));
        return new Report(new ModelName("loans"), 1, new Report.Window("w", Instant.EPOCH, Instant.EPOCH, rows), drift,
                new Report.Quality(List.of(quality)), List.of(bias), List.of(), List.of());
    }

    private static FeatureDrift drift(String feature, long rows, Verdict verdict) {
        return new FeatureDrift(feature, "psi", 0.5, 0.125, verdict == Verdict.DRIFT, verdict, 0.0, rows, 50_000,
                List.of());
    }

    @Test
    void theNamesAndTagsAreThoseOfTheContract() {
        gauges(100).closed(new WindowClosed(report(1000, Verdict.DRIFT)));
        String group = "{attribute=\"sex\",group=\"f\",metric=\"disparate_impact\",model=\"loans\",version=\"1\"} ";
        assertThat(prometheus.scrape()).contains("fairway_drift_score" + TAGS + "0.5",
                "fairway_drift_threshold" + TAGS + "0.125", "fairway_drift_detected" + TAGS + "1.0",
                "fairway_drift_rows" + TAGS + "1000.0", "fairway_bias" + group + "0.5",
                "fairway_bias_breached" + group + "1.0", "fairway_bias_low" + group + "0.4",
                "fairway_monitor_window_rows{model=\"loans\",version=\"1\"} 1000.0",
                "fairway_data_quality_ratio{check=\"missing\",feature=\"age\",model=\"loans\",version=\"1\"} 0.1",
                "fairway_data_quality_ratio{check=\"out_of_range\",feature=\"age\",model=\"loans\",version=\"1\"} 0.2");
    }

    @Test
    void aWindowThatIsTooSmallToTellIsNeitherFineNorAlarming() {
        gauges(100).closed(new WindowClosed(report(50, Verdict.INSUFFICIENT_DATA)));
        assertThat(prometheus.scrape()).contains("fairway_drift_detected" + TAGS + "NaN");
    }

    @Test
    void aWindowWithoutRowsLeavesTheVerdictOfTheOneBefore() {
        WindowGauges gauges = gauges(100);
        gauges.closed(new WindowClosed(report(1000, Verdict.DRIFT)));
        gauges.closed(new WindowClosed(report(0, Verdict.INSUFFICIENT_DATA)));
        assertThat(prometheus.scrape()).contains("fairway_drift_detected" + TAGS + "1.0",
                "fairway_monitor_window_rows{model=\"loans\",version=\"1\"} 0.0");
    }

    @Test
    void aRestartShowsTheNewestReportAgain() {
        Report report = report(1000, Verdict.DRIFT);
        gauges(100).began(new WatchBegan(report.subject(), report));
        assertThat(prometheus.scrape()).contains("fairway_drift_detected" + TAGS + "1.0");
    }

    @Test
    void theSeriesEndWithTheWatch() {
        WindowGauges gauges = gauges(100);
        gauges.closed(new WindowClosed(report(1000, Verdict.DRIFT)));
        gauges.ended(new WatchEnded(report(1, Verdict.OK).subject()));
        assertThat(prometheus.getMeters()).isEmpty();
    }

    @Test
    void seriesBeyondTheLimitAreLeftOutAndCounted() {
        gauges(5).closed(new WindowClosed(report(1000, Verdict.DRIFT)));
        assertThat(prometheus.scrape())
                .contains("fairway_monitor_series_dropped_total{model=\"loans\",version=\"1\"} 10.0")
                .contains("fairway_bias{")
                .doesNotContain("fairway_data_quality_ratio{");
    }
}
