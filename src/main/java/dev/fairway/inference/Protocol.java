package dev.fairway.inference;

/** The language that a request was asked in. */
public enum Protocol {
    /** TensorFlow Serving's and KServe's V1. */
    V1,
    /** The Open Inference Protocol. */
    V2
}
