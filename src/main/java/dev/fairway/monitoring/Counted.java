package dev.fairway.monitoring;

import dev.fairway.monitoring.bias.GroupCounts;
import dev.fairway.monitoring.drift.FeatureCounts;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a window has counted so far: all that is needed to judge it, or to go on with it after a restart.
 *
 * @param plan the plan that the window was opened under
 * @param start when it was opened
 * @param end when it closes by the clock; null for a window of rows
 * @param rows rows counted
 * @param features counts in the order of the reference profile's features
 * @param prediction counts of what the model said
 * @param groups counts per protected attribute
 */
record Counted(
        MonitorPlan plan,
        Instant start,
        @Nullable Instant end,
        long rows,
        List<FeatureCounts> features,
        FeatureCounts prediction,
        List<GroupCounts> groups) {

    Counted {
        features = List.copyOf(features);
        groups = List.copyOf(groups);
    }
}
