package dev.fairway.training;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How far a train job has come. */
public enum JobState {
    @JsonProperty("queued")
    QUEUED,
    /** It rests on its newest checkpoint, takes no slot, and goes on when somebody resumes it. */
    @JsonProperty("paused")
    PAUSED,
    @JsonProperty("validating")
    VALIDATING,
    @JsonProperty("preparing")
    PREPARING,
    @JsonProperty("training")
    TRAINING,
    @JsonProperty("evaluating")
    EVALUATING,
    @JsonProperty("succeeded")
    SUCCEEDED,
    @JsonProperty("failed")
    FAILED,
    @JsonProperty("cancelled")
    CANCELLED;

    public boolean isEnd() {
        return this == SUCCEEDED || this == FAILED || this == CANCELLED;
    }
}
