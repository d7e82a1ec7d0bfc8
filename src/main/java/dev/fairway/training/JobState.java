package dev.fairway.training;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How far a train job has come. */
public enum JobState {
    @JsonProperty("queued")
    QUEUED, @JsonProperty("validating")
    VALIDATING, @JsonProperty("preparing")
    PREPARING, @JsonProperty("training")
    TRAINING, @JsonProperty("evaluating")
    EVALUATING, @JsonProperty("succeeded")
    SUCCEEDED, @JsonProperty("failed")
    FAILED, @JsonProperty("cancelled")
    CANCELLED;

    public boolean isEnd() {
        return this == SUCCEEDED || this == FAILED || this == CANCELLED;
    }
}
