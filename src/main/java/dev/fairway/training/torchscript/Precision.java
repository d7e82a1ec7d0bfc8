package dev.fairway.training.torchscript;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How exactly the matrices of a network are written; what is computed with them is computed in single precision. */
public enum Precision {
    /** As they were learnt. */
    @JsonProperty("float32")
    FLOAT32,
    /** Half precision (IEEE 754 binary16): half the size. */
    @JsonProperty("float16")
    FLOAT16,
    /** Whole numbers from −127 to 127 with a scale for each output: a quarter of the size. */
    @JsonProperty("int8")
    INT8
}
