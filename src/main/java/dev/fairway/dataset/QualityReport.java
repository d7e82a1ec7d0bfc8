package dev.fairway.dataset;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found out about the quality of rows, before anything is learnt from them.
 *
 * @param passed no check is an error
 * @param checks the findings, the most severe first
 */
public record QualityReport(boolean passed, List<Check> checks) {

    public QualityReport {
        checks = List.copyOf(checks);
    }

    /** How much a finding matters: an error stops a train job before it costs anything. */
    public enum Severity {
        @JsonProperty("error")
        ERROR, @JsonProperty("warning")
        WARNING, @JsonProperty("info")
        INFO
    }

    /**
     * @param name what was looked at: {@code missing}, {@code duplicates}, {@code constant}, {@code target_leakage}, …
     * @param column the column it is about; null when it is about the rows as a whole
     * @param observed the figure that was found
     * @param threshold the figure it is compared with
     * @param message what was found and what to do about it
     */
    public record Check(
            String name,
            Severity severity,
            @Nullable String column,
            double observed,
            double threshold,
            String message) {}
}
