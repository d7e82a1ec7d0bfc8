package dev.fairway.training.prepare;

import dev.fairway.feature.Preprocessing;
import dev.fairway.feature.Step;
import java.util.SplittableRandom;

/**
 * Hides a category here and there, so that the embedding of the unknown one learns what to say of a row when a word is
 * missing or new.
 */
public record HiddenCategories() implements Variation {

    /** Share of the categories that are hidden in an epoch. */
    private static final double HIDDEN = 0.01;

    @Override
    public Input apply(Input input, SplittableRandom random) {
        if (input instanceof Input.Longs categorical && input.name().equals(Preprocessing.CATEGORICAL)) {
            long[] values = categorical.values();
            for (int i = 0; i < values.length; i++) {
                if (random.nextDouble() < HIDDEN) {
                    values[i] = Step.OfWords.UNKNOWN;
                }
            }
        }
        return input;
    }
}
