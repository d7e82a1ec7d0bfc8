package dev.fairway.monitoring.bias;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * How a group fares compared with the privileged one.
 *
 * @param attribute protected attribute
 * @param group group that is compared
 * @param referenceGroup privileged group
 * @param metric {@code statistical_parity_difference} or {@code disparate_impact}
 * @param value the metric; null where it cannot be told or would tell about single persons
 * @param low lower end of its confidence interval
 * @param high upper end of its confidence interval
 * @param rows rows of the group; null where they are too few to be told
 * @param breached whether the whole interval lies outside of the tolerance
 * @param verdict the same in three values
 */
public record BiasFinding(
        String attribute,
        String group,
        String referenceGroup,
        String metric,
        @Nullable Double value,
        @Nullable Double low,
        @Nullable Double high,
        @Nullable Long rows,
        boolean breached,
        Verdict verdict) {

    public static final String STATISTICAL_PARITY_DIFFERENCE = "statistical_parity_difference";
    public static final String DISPARATE_IMPACT = "disparate_impact";

    /** What a window says of a group. */
    public enum Verdict {
        @JsonProperty("ok")
        OK, @JsonProperty("breached")
        BREACHED, @JsonProperty("insufficient_data")
        INSUFFICIENT_DATA
    }
}
