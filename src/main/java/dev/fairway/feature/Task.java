package dev.fairway.feature;

/** What a model is to say about a row. */
public enum Task {
    BINARY_CLASSIFICATION, MULTICLASS_CLASSIFICATION, REGRESSION;

    public boolean isClassification() {
        return this != REGRESSION;
    }
}
