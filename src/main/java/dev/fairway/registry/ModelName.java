package dev.fairway.registry;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.fairway.contract.Refusal;
import java.util.regex.Pattern;

/** The name a model is served under: one path segment, so that it can stand in a URL, a label and a folder's name. */
public record ModelName(@JsonValue String value) {

    private static final Pattern FIT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,99}");

    /** @throws Refusal when the name has other characters than letters, digits, '_', '.', '-' or is too long */
    @JsonCreator
    public ModelName {
        if (!fits(value)) {
            throw Refusal.invalid("model",
                    "a name has 1 to 100 letters, digits, '_', '.' or '-' and starts with a letter or digit");
        }
    }

    static boolean fits(String value) {
        return FIT.matcher(value).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
