package dev.fairway.dataset.collect;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What people call the parts of a data set. */
final class Splits {

    static final String TRAIN = "train";
    static final String VALIDATION = "validation";
    static final String TEST = "test";

    private Splits() {}

    /** The split that a folder of that name holds; null when it is none. */
    static @Nullable String ofFolder(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "train", "training" -> TRAIN;
            case "val", "valid", "validation", "dev" -> VALIDATION;
            case "test", "testing" -> TEST;
            default -> null;
        };
    }

    /** The split that a file is named after, as {@code t10k-images-idx3-ubyte}; null when it is after none. */
    static @Nullable String ofFile(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.contains("t10k") || lower.contains("test")) {
            return TEST;
        } else if (lower.contains("valid")) {
            return VALIDATION;
        }
        return lower.contains("train") ? TRAIN : null;
    }
}
