package dev.fairway.training.djl;

/** The weights that learning was to begin with are those of another network. */
public final class WeightsDiffer extends RuntimeException {

    public WeightsDiffer(String message) {
        super(message);
    }
}
