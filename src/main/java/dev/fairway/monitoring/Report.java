package dev.fairway.monitoring;

import dev.fairway.monitoring.bias.BiasFinding;
import dev.fairway.monitoring.drift.DriftReport;
import dev.fairway.monitoring.drift.FeatureQuality;
import dev.fairway.registry.ModelName;
import dev.fairway.registry.VersionId;
import java.time.Instant;
import java.util.List;

/**
 * What a closed window says of one version.
 *
 * @param model the model
 * @param version its version
 * @param window which rows it speaks of
 * @param drift whether inputs and predictions are where they were in training
 * @param quality whether values are sound
 * @param bias whether groups fare alike
 * @param alarms what is alarming as of this window, by the names {@code drift:<feature>} and
 *     {@code bias:<attribute>/<group>/<metric>}; an alarm outlasts windows that are too small to judge
 * @param warnings why some of this is to be trusted less
 */
public record Report(
        ModelName model,
        int version,
        Window window,
        DriftReport drift,
        Quality quality,
        List<BiasFinding> bias,
        List<String> alarms,
        List<String> warnings) {

    public Report {
        bias = List.copyOf(bias);
        alarms = List.copyOf(alarms);
        warnings = List.copyOf(warnings);
    }

    /** The version that the report speaks of. */
    public VersionId subject() {
        return new VersionId(model, version);
    }

    boolean isBiased() {
        return bias.stream().anyMatch(BiasFinding::breached);
    }

    /** @param id names the window, and sorts by its end */
    public record Window(String id, Instant start, Instant end, long rows) {}

    /** @param features the features in the order of the schema */
    public record Quality(List<FeatureQuality> features) {

        public Quality {
            features = List.copyOf(features);
        }
    }
}
