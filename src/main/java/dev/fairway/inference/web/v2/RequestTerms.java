package dev.fairway.inference.web.v2;

import dev.fairway.contract.Refusal;
import dev.fairway.inference.Terms;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** On what terms a request waits: Triton's parameters {@code timeout} and {@code priority}. */
final class RequestTerms {

    /** No sum of times overflows with it. */
    private static final long DAY_IN_MICROS = 86_400_000_000L;

    private RequestTerms() {}

    /** @throws Refusal when a parameter is not what it should be */
    static Terms of(Map<String, @Nullable Object> parameters, BooleanSupplier gone) {
        return new Terms(timeout(parameters), priority(parameters), gone);
    }

    /** Triton's clients send 0 for what they leave to the server. */
    private static @Nullable Duration timeout(Map<String, @Nullable Object> parameters) {
        if (!parameters.containsKey("timeout")) {
            return null;
        }
        if (parameters.get("timeout") instanceof Long micros && micros >= 0) {
            return micros == 0 ? null : Duration.of(Math.min(micros, DAY_IN_MICROS), ChronoUnit.MICROS);
        }
        throw Refusal.malformed("parameters.timeout", "must be a whole number of microseconds");
    }

    private static int priority(Map<String, @Nullable Object> parameters) {
        if (!parameters.containsKey("priority")) {
            return Terms.UNSAID;
        }
        if (parameters.get("priority") instanceof Long priority && priority >= 0 && priority <= Terms.LOWEST) {
            return priority.intValue();
        }
        throw Refusal.malformed("parameters.priority",
                "must be a whole number from 1, which is served first, to %d".formatted(Terms.LOWEST));
    }
}
