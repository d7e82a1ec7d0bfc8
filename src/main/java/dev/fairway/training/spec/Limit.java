package dev.fairway.training.spec;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fairway.dataset.QualityReport;

/**
 * How far data may go before a check reacts, and how it does then.
 *
 * @param severity what a finding beyond the limit is
 */
public record Limit(double limit, Reaction severity) {

    /** How much it matters that data are beyond a limit. */
    public enum Reaction {
        /** Nothing is looked for. */
        @JsonProperty("off")
        OFF, @JsonProperty("info")
        INFO, @JsonProperty("warning")
        WARNING,
        /** The job does not begin. */
        @JsonProperty("error")
        ERROR;

        static Reaction of(QualityReport.Severity severity) {
            return valueOf(severity.name());
        }

        /** @throws IllegalArgumentException when nothing is looked for */
        public QualityReport.Severity severity() {
            return QualityReport.Severity.valueOf(name());
        }
    }

    public boolean isOff() {
        return severity == Reaction.OFF;
    }
}
