package dev.fairway.training;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Why a train job's training ended. */
public enum StopReason {
    @JsonProperty("max_epochs")
    MAX_EPOCHS, @JsonProperty("early_stopped")
    EARLY_STOPPED, @JsonProperty("target_reached")
    TARGET_REACHED, @JsonProperty("max_runtime")
    MAX_RUNTIME, @JsonProperty("pruned")
    PRUNED, @JsonProperty("cancelled")
    CANCELLED
}
