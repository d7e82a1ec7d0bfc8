package dev.fairway.inference.web.generation;

import dev.fairway.contract.Refusal;
import dev.fairway.contract.Refusal.FieldError;
import dev.fairway.inference.generation.Prompt;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads what is to be gone on with, and how; everything that is wrong is told at once. */
final class PromptBody {

    private static final List<String> OF_ROWS = List.of("rows", "seed", "timeout", "format");
    private static final int USUAL_ROWS = 100;
    private static final List<String> KNOWN = List.of("prompt", "max_tokens", "temperature", "top_k", "top_p", "seed",
            "timeout", "stream");
    private static final int USUAL_TOKENS = 50;
    private static final int LONGEST = 100_000;
    private static final SplittableRandom SEEDS = new SplittableRandom();

    private final JsonNode body;
    private final List<FieldError> errors = new ArrayList<>();

    private PromptBody(JsonNode body) {
        this.body = body;
    }

    /**
     * @param timeout null for as long as is usual
     * @param stream whether words are to be sent as they come
     */
    record Asked(Prompt prompt, @Nullable Duration timeout, boolean stream) {}

    /** @throws Refusal that names everything that is wrong */
    static Asked read(JsonNode body, int mostTokens) {
        PromptBody reading = new PromptBody(body);
        Asked asked = reading.read(mostTokens);
        if (!reading.errors.isEmpty()) {
            throw Refusal.invalid(reading.errors);
        }
        return asked;
    }

    /** @param format {@code json} or {@code csv} */
    record AskedRows(int rows, long seed, @Nullable Duration timeout, String format) {}

    /** Reads how many rows are to be made, and how they are to be told. */
    static AskedRows rows(JsonNode body, int most) {
        PromptBody reading = new PromptBody(body);
        reading.known(OF_ROWS);
        AskedRows asked = new AskedRows((int) reading.number("rows", Math.min(USUAL_ROWS, most), 1, most, true),
                reading.seed(), reading.timeout(), body.path("format").asString("json"));
        if (!List.of("json", "csv").contains(asked.format())) {
            reading.wrong("format", "must be json or csv");
        }
        if (!reading.errors.isEmpty()) {
            throw Refusal.invalid(reading.errors);
        }
        return asked;
    }

    private void known(List<String> names) {
        if (!body.isObject()) {
            throw Refusal.invalid("body", "must be an object");
        }
        new TreeSet<>(body.propertyNames()).stream()
                .filter(name -> !names.contains(name))
                .forEach(name -> wrong(name, "is not known here; known are " + String.join(", ", names)));
    }

    private Asked read(int mostTokens) {
        known(KNOWN);
        Prompt prompt = new Prompt(text(),
                (int) number("max_tokens", Math.min(USUAL_TOKENS, mostTokens), 1, mostTokens, true),
                number("temperature", 1, 0, 100, false), (int) number("top_k", 0, 0, 1_000_000, true),
                number("top_p", 1, 1e-6, 1, false), seed());
        return new Asked(prompt, timeout(), flag());
    }

    private String text() {
        JsonNode prompt = body.path("prompt");
        if (!prompt.isString() && !prompt.isMissingNode()) {
            wrong("prompt", "must be a text");
        }
        String text = prompt.asString("");
        if (text.length() > LONGEST) {
            wrong("prompt", "may have at most %d characters".formatted(LONGEST));
        }
        return text;
    }

    private long seed() {
        if (body.hasNonNull("seed")) {
            return (long) number("seed", 0, 0, Long.MAX_VALUE, true);
        }
        synchronized (SEEDS) {
            return SEEDS.nextLong(1L << 31);
        }
    }

    private double number(String name, double otherwise, double least, double most, boolean whole) {
        JsonNode value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        boolean fits = (whole ? value.isIntegralNumber() : value.isNumber()) && value.asDouble() >= least
                && value.asDouble() <= most;
        if (!fits) {
            wrong(name, whole ? "must be a whole number from %.0f to %.0f".formatted(least, most)
                    : "must be a number from %s to %s".formatted(least, most));
        }
        return fits ? value.asDouble() : otherwise;
    }

    private @Nullable Duration timeout() {
        JsonNode value = body.path("timeout");
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        try {
            Duration timeout = Duration.parse(value.asString(""));
            if (timeout.isPositive()) {
                return timeout;
            }
        } catch (DateTimeParseException _) {
            // told below
        }
        wrong("timeout", "must be an ISO-8601 duration above nothing, such as PT10S");
        return null;
    }

    private boolean flag() {
        JsonNode value = body.path("stream");
        if (!value.isMissingNode() && !value.isBoolean()) {
            wrong("stream", "must be true or false");
        }
        return value.asBoolean(false);
    }

    private void wrong(String name, String message) {
        errors.add(new FieldError(name, message));
    }
}
