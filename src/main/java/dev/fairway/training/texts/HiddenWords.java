package dev.fairway.training.texts;

import dev.fairway.feature.TextSteps;
import dev.fairway.feature.Vocabulary;
import dev.fairway.training.prepare.Input;
import dev.fairway.training.prepare.Variation;
import java.util.SplittableRandom;

/**
 * Hides words here and there, another choice in each epoch: so a network cannot learn texts by heart from a single word
 * of theirs, and knows what to make of words that it does not know.
 */
public record HiddenWords() implements Variation {

    /** Share of the words that are hidden. */
    private static final double HIDDEN = 0.15;

    @Override
    public Input apply(Input input, SplittableRandom random) {
        if (input instanceof Input.Longs words && input.name().equals(TextSteps.IDS)) {
            long[] ids = words.values();
            for (int i = 0; i < ids.length; i++) {
                if (ids[i] != Vocabulary.PADDING && random.nextDouble() < HIDDEN) {
                    ids[i] = Vocabulary.UNKNOWN;
                }
            }
        }
        return input;
    }
}
