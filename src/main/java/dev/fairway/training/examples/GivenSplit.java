package dev.fairway.training.examples;

import dev.fairway.contract.Refusal;
import dev.fairway.training.TrainSpec.Split;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Takes the parts as the data set says; a part that it has no rows for is taken from the training rows by chance. */
final class GivenSplit {

    private final @Nullable String[] words;
    private final Split split;

    /** @param words what part each row is in; a row that has none is learnt from */
    GivenSplit(@Nullable String[] words, Split split) {
        this.words = words;
        this.split = split;
    }

    /** @throws Refusal when a word names no part, or no row is for training */
    byte[] parts(int[] strata, Draw draw) {
        byte[] given = new byte[words.length];
        for (int row = 0; row < given.length; row++) {
            given[row] = part(words[row]);
        }
        boolean validates = has(given, Draw.VALIDATION);
        boolean tests = has(given, Draw.TEST);
        int[] training = new int[given.length];
        Arrays.setAll(training, row -> given[row] == Draw.TRAIN ? strata[row] : -1);
        byte[] drawn = draw.shares(training, validates ? 0 : split.validation(), tests ? 0 : split.test());
        for (int row = 0; row < given.length; row++) {
            given[row] = given[row] == Draw.TRAIN ? drawn[row] : given[row];
        }
        if (!has(given, Draw.TRAIN)) {
            throw Refusal.invalid("split", "leaves no row to learn from; rows for training are called train");
        }
        return given;
    }

    private byte part(@Nullable String word) {
        return switch (word == null ? "" : word.strip().toLowerCase(Locale.ROOT)) {
            case "", "train", "training" -> Draw.TRAIN;
            case "val", "valid", "validation", "dev" -> Draw.VALIDATION;
            case "test", "testing" -> Draw.TEST;
            default -> throw Refusal.invalid("split.column",
                    "column '%s' holds '%s', which names no part; use train, validation and test"
                            .formatted(split.column(), word));
        };
    }

    private static boolean has(byte[] parts, byte wanted) {
        for (byte part : parts) {
            if (part == wanted) {
                return true;
            }
        }
        return false;
    }
}
