package dev.fairway.inference;

/** The network failed on rows that fit its schema: a defect of the version or of the engine, not of the request. */
class ModelFailed extends RuntimeException {

    ModelFailed(Throwable cause) {
        super("the model failed on a request that fits its schema", cause);
    }
}
