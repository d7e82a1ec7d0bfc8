package dev.fairway.monitoring;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the service watches its models.
 *
 * @param enabled whether answers are counted at all
 * @param window length of a window where a model's monitor says nothing else
 * @param inboxRows answered rows that may wait to be counted; more are shed
 * @param flush how often the open windows are written down; so much counting is lost at most when the process is killed
 * @param retention how long reports are kept
 * @param maxReports how many reports of a version are kept
 * @param maxGroups groups of an attribute that are told apart; the rest share one
 * @param maxSeries time series that a version may have; what goes beyond is left out and counted
 */
@Validated
@ConfigurationProperties("fairway.monitoring")
public record MonitoringProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("PT15M") Duration window,
        @DefaultValue("100000") @Min(1) int inboxRows,
        @DefaultValue("PT5S") Duration flush,
        @DefaultValue("P90D") Duration retention,
        @DefaultValue("20000") @Min(1) int maxReports,
        @DefaultValue("20") @Min(1) int maxGroups,
        @DefaultValue("2000") @Min(1) int maxSeries) {}
