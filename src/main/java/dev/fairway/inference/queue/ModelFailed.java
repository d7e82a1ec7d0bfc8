package dev.fairway.inference.queue;

/** The network failed on rows that fit its schema: a defect of the version or of the engine, not of the request. */
public class ModelFailed extends RuntimeException {

    public ModelFailed(Throwable cause) {
        super("the model failed on a request that fits its schema", cause);
    }
}
