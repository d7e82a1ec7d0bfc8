package dev.fairway.monitoring.drift;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a window says of a feature. Too few rows say nothing: neither that it moved nor that it did not. */
public enum Verdict {
    @JsonProperty("ok")
    OK, @JsonProperty("drift")
    DRIFT, @JsonProperty("insufficient_data")
    INSUFFICIENT_DATA
}
