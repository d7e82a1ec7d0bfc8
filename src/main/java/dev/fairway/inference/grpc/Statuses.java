package dev.fairway.inference.grpc;

import dev.fairway.contract.Refusal;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;

/** A refusal in the words of gRPC. */
final class Statuses {

    /** When a client that has a policy of retrying is to try again; gRPC's clients know this key. */
    static final Metadata.Key<String> PUSHBACK = Metadata.Key.of("grpc-retry-pushback-ms",
            Metadata.ASCII_STRING_MARSHALLER);

    private Statuses() {}

    static StatusRuntimeException of(Refusal refusal) {
        Metadata trailers = new Metadata();
        Duration retryAfter = refusal.retryAfter();
        if (retryAfter != null) {
            trailers.put(PUSHBACK, Long.toString(retryAfter.toMillis()));
        }
        return code(refusal.kind()).withDescription(refusal.getMessage()).asRuntimeException(trailers);
    }

    /**
     * A body over the limit is an invalid one, not {@code RESOURCE_EXHAUSTED}: trying it again can never help, and
     * callers try again on that.
     */
    private static Status code(Refusal.Kind kind) {
        return switch (kind) {
            case MALFORMED, INVALID, UNSUPPORTED, TOO_LARGE -> Status.INVALID_ARGUMENT;
            case UNAUTHENTICATED -> Status.UNAUTHENTICATED;
            case FORBIDDEN -> Status.PERMISSION_DENIED;
            case UNKNOWN -> Status.NOT_FOUND;
            case CONFLICT -> Status.FAILED_PRECONDITION;
            case OVERLOADED, OUT_OF_MEMORY -> Status.RESOURCE_EXHAUSTED;
            case NOT_READY -> Status.UNAVAILABLE;
            case TIMED_OUT -> Status.DEADLINE_EXCEEDED;
        };
    }
}
