package dev.fairway.inference;

/** The language that a request was asked in. */
public enum Protocol {
    /** TensorFlow Serving's and KServe's V1. */
    V1,
    /** The Open Inference Protocol over HTTP. */
    V2,
    /** The Open Inference Protocol over gRPC. */
    GRPC,
    /** TorchServe's and DJL Serving's {@code /predictions}. */
    PREDICTIONS,
    /** Fairway's own, for what is made rather than predicted. */
    GENERATE
}
