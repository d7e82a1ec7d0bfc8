package dev.fairway.inference.grpc;

import dev.fairway.contract.Refusal;
import dev.fairway.inference.Terms;
import dev.fairway.inference.grpc.wire.InferParameter;
import io.grpc.Context;
import io.grpc.Deadline;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** On what terms a call waits: until the deadline of the call or Triton's {@code timeout}, whichever comes first. */
final class CallTerms {

    /** No sum of times overflows with it. */
    private static final long DAY_IN_MICROS = 86_400_000_000L;

    private CallTerms() {}

    /** @throws Refusal when a parameter is not what it should be */
    static Terms of(Map<String, InferParameter> parameters, Context call) {
        return new Terms(timeout(parameters.get("timeout"), call.getDeadline()), priority(parameters.get("priority")),
                call::isCancelled);
    }

    private static @Nullable Duration timeout(@Nullable InferParameter parameter, @Nullable Deadline deadline) {
        long micros = parameter == null ? 0
                : number("parameters.timeout", parameter, Long.MAX_VALUE, "must be a whole number of microseconds");
        if (deadline != null) {
            long left = Math.max(1, deadline.timeRemaining(TimeUnit.MICROSECONDS));
            micros = micros == 0 ? left : Math.min(micros, left);
        }
        return micros == 0 ? null : Duration.of(Math.min(micros, DAY_IN_MICROS), ChronoUnit.MICROS);
    }

    private static int priority(@Nullable InferParameter parameter) {
        return parameter == null ? Terms.UNSAID
                : (int) number("parameters.priority", parameter, Terms.LOWEST,
                        "must be a whole number from 1, which is served first, to %d".formatted(Terms.LOWEST));
    }

    /** Triton's clients send numbers in either of two ways, and 0 for what they leave to the server. */
    private static long number(String place, InferParameter parameter, long most, String message) {
        long number = switch (parameter.getParameterChoiceCase()) {
            case INT64_PARAM -> parameter.getInt64Param();
            case UINT64_PARAM -> parameter.getUint64Param();
            case BOOL_PARAM, STRING_PARAM, DOUBLE_PARAM, PARAMETERCHOICE_NOT_SET -> -1;
        };
        if (number < 0 || number > most) {
            throw Refusal.malformed(place, message);
        }
        return number;
    }
}
