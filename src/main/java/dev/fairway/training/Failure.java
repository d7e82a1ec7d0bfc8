package dev.fairway.training;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Why a train job failed.
 *
 * @param stage the state it was in
 * @param message what happened
 * @param hint what to do about it
 * @param column the column it is about, if one
 */
public record Failure(Code code, JobState stage, String message, String hint, @Nullable String column) {

    /** What kind of failure it is; callers decide by it. */
    public enum Code {
        @JsonProperty("data_check_failed")
        DATA_CHECK_FAILED, @JsonProperty("schema_mismatch")
        SCHEMA_MISMATCH, @JsonProperty("diverged")
        DIVERGED, @JsonProperty("out_of_memory")
        OUT_OF_MEMORY, @JsonProperty("worker_crashed")
        WORKER_CRASHED, @JsonProperty("checkpoint_corrupt")
        CHECKPOINT_CORRUPT, @JsonProperty("internal")
        INTERNAL
    }
}
