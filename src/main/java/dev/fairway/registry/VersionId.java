package dev.fairway.registry;

/**
 * One version of a model.
 *
 * @param number 1 for the first version; numbers are never given twice
 */
public record VersionId(ModelName model, int number) {

    @Override
    public String toString() {
        return model + "/" + number;
    }
}
