package dev.fairway.feature;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a model is to say about a row. */
public enum Task {
    @JsonProperty("binary_classification")
    BINARY_CLASSIFICATION, @JsonProperty("multiclass_classification")
    MULTICLASS_CLASSIFICATION, @JsonProperty("regression")
    REGRESSION,
    /** How unlike the training rows a row is. */
    @JsonProperty("anomaly_detection")
    ANOMALY_DETECTION,
    /** How a text goes on. */
    @JsonProperty("text_generation")
    TEXT_GENERATION,
    /** Rows or images like those that it learnt from. */
    @JsonProperty("synthesis")
    SYNTHESIS;

    public boolean isClassification() {
        return this == BINARY_CLASSIFICATION || this == MULTICLASS_CLASSIFICATION;
    }
}
