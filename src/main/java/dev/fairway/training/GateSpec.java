package dev.fairway.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a version must be to get an alias, measured on the rows that were held out for the test. The
 * numbers are boxed because specs that were stored before there were such limits lack them.
 *
 * @param min least value per metric (greatest, for losses and errors)
 * @param notWorseThan alias or number of the version that it is compared with on the same rows; null: none
 * @param metric what the two are compared by; null: accuracy for classes, rmse for a quantity
 * @param tolerance by how much the metric may be worse
 * @param minGain by how much the metric must be better; null: it need not be
 * @param strict whether the whole interval of the difference must keep the limit; otherwise a difference beyond the
 *     limit counts where chance does not explain it
 * @param confidence chance that an interval holds the true value
 * @param maxLatencyRatio greatest ratio of its median time per row to that of the other version; null: not looked at
 * @param slices gaps between groups of rows that are too wide
 * @param minDisparateImpact least ratio of favourable rates of any group to the privileged one; null: not looked at
 * @param beatsBaselines whether it must be better than what says something without having learnt
 */
public record GateSpec(
        Map<String, Double> min,
        @Nullable String notWorseThan,
        @Nullable String metric,
        Double tolerance,
        @Nullable Double minGain,
        Boolean strict,
        Double confidence,
        @Nullable Double maxLatencyRatio,
        List<Slice> slices,
        @Nullable Double minDisparateImpact,
        Boolean beatsBaselines) {

    public static final double CONFIDENCE = 0.95;
    public static final GateSpec NONE = new GateSpec(Map.of(), null, null, 0.0, null, false, CONFIDENCE, null,
            List.of(), null, false);

    public GateSpec {
        min = new LinkedHashMap<>(min);
        slices = List.copyOf(Objects.requireNonNullElse(slices, List.of()));
        tolerance = Objects.requireNonNullElse(tolerance, 0.0);
        beatsBaselines = Objects.requireNonNullElse(beatsBaselines, false);
        strict = Objects.requireNonNullElse(strict, false);
        confidence = Objects.requireNonNullElse(confidence, CONFIDENCE);
    }

    /**
     * @param column whose values make the groups
     * @param maxGap greatest difference of the metric between two of them
     */
    public record Slice(String column, String metric, double maxGap) {}

    /** The columns whose groups are looked at. */
    public List<String> sliceColumns() {
        return slices.stream().map(Slice::column).distinct().toList();
    }
}
