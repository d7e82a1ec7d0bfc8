package dev.fairway.inference.queue;

import dev.fairway.contract.Refusal;
import java.util.Locale;

/** How a request to a version ended. */
public enum Outcome {
    OK,
    /** The request was wrong. */
    INVALID,
    /** The queue was full. */
    REJECTED,
    /** So much waited that the answer would have come too late, so the request was not taken. */
    TOO_LATE,
    /** The deadline passed. */
    TIMED_OUT,
    /** Whoever asked went away. */
    CANCELLED,
    /** The version is not served now. */
    UNAVAILABLE,
    /** The model failed, or this service has a defect. */
    FAILED;

    public static Outcome of(RuntimeException failure) {
        return switch (failure) {
            case TooLate _ -> TOO_LATE;
            case CallerGone _ -> CANCELLED;
            case Refusal refusal -> of(refusal.kind());
            default -> FAILED;
        };
    }

    private static Outcome of(Refusal.Kind kind) {
        return switch (kind) {
            case OVERLOADED -> REJECTED;
            case TIMED_OUT -> TIMED_OUT;
            case NOT_READY, OUT_OF_MEMORY -> UNAVAILABLE;
            case MALFORMED, UNAUTHENTICATED, FORBIDDEN, UNKNOWN, CONFLICT, TOO_LARGE, UNSUPPORTED, INVALID -> INVALID;
        };
    }

    String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
