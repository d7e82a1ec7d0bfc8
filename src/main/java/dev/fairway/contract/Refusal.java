package dev.fairway.contract;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request that is not granted, in words its caller can act on: what was wrong, where, and what would be right.
 *
 * <p>The domain raises refusals without knowing of HTTP; {@code contract.web} alone turns them into the status and the
 * body that the called surface speaks. The text reaches the caller, so it names no class, server path or credential.
 * Modules give their own facts a subclass where somebody tells them apart ({@code UnknownModel}, {@code QueueFull}) and
 * otherwise use the factories here.
 */
public class Refusal extends RuntimeException {

    /** Why a request is not granted. */
    public enum Kind {
        /** The bytes are not what the protocol asks for. */
        MALFORMED,
        /** The caller does not say who it is, or not with a key that is known. */
        UNAUTHENTICATED,
        /** The caller is known and may not, or comes from where nobody may. */
        FORBIDDEN,
        /** The model, version, job, data set or alias does not exist. */
        UNKNOWN,
        /** What is there already does not allow it: a name taken, a job ended, a version in use. */
        CONFLICT,
        /** The body is over the limit. */
        TOO_LARGE,
        /** The bytes are of a kind that is not read here. */
        UNSUPPORTED,
        /** Understood, but invalid: an unknown column, a hyper-parameter out of range, a data set that fails its checks. */
        INVALID,
        /** The queue is full; trying again later helps. */
        OVERLOADED,
        /** Still loading or already shutting down; trying again later helps. */
        NOT_READY,
        /** The request's deadline passed before an answer was there. */
        TIMED_OUT,
        /** No device has the memory that it takes; what holds memory must go first, or a larger device come. */
        OUT_OF_MEMORY
    }

    /**
     * One thing that is wrong with a body.
     *
     * @param field path of the field or name of the column, as the caller wrote it
     * @param message what is wrong with it and what would be right
     */
    public record FieldError(String field, String message) {}

    private final Kind kind;
    private final List<FieldError> errors;
    private final @Nullable Duration retryAfter;

    public Refusal(Kind kind, String message) {
        this(kind, message, List.of(), null);
    }

    public Refusal(Kind kind, String message, List<FieldError> errors) {
        this(kind, message, errors, null);
    }

    public Refusal(Kind kind, String message, List<FieldError> errors, @Nullable Duration retryAfter) {
        super(message);
        this.kind = kind;
        this.errors = List.copyOf(errors);
        this.retryAfter = retryAfter;
    }

    /** One field is wrong in a body that was understood. */
    public static Refusal invalid(String field, String message) {
        return invalid(List.of(new FieldError(field, message)));
    }

    /** Several fields are wrong in a body that was understood; all are told at once. */
    public static Refusal invalid(List<FieldError> errors) {
        return new Refusal(Kind.INVALID, sentence(errors), errors);
    }

    /** One field makes the body unreadable. */
    public static Refusal malformed(String field, String message) {
        List<FieldError> errors = List.of(new FieldError(field, message));
        return new Refusal(Kind.MALFORMED, sentence(errors), errors);
    }

    public Kind kind() {
        return kind;
    }

    public List<FieldError> errors() {
        return errors;
    }

    /** When it is worth trying again; null where time changes nothing. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    private static String sentence(List<FieldError> errors) {
        return String.join("; ", errors.stream().map(e -> e.field() + ": " + e.message()).toList());
    }
}
