package dev.fairway.training.retrain;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A trigger came true.
 *
 * @param on which one: {@code schedule} or {@code data}
 * @param job that was started; null where none was
 * @param message why, or why not
 */
public record Firing(Instant at, String on, Outcome outcome, @Nullable String job, String message) {

    /** What became of it. */
    public enum Outcome {
        @JsonProperty("started")
        STARTED,
        /** The job is not valid any more. */
        @JsonProperty("refused")
        REFUSED,
        /** It was too soon, or enough for a day, or the job before is still at work. */
        @JsonProperty("skipped")
        SKIPPED
    }
}
