package dev.fairway.training;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What is done after training so that probabilities are what they say. */
public enum CalibrationMethod {
    @JsonProperty("none")
    NONE,
    /** Logits are divided by one number, fitted on the validation rows (Guo et al. 2017, arXiv:1706.04599). */
    @JsonProperty("temperature")
    TEMPERATURE
}
