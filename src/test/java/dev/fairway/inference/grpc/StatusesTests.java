package dev.fairway.inference.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.contract.Refusal;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusesTests {

    @ParameterizedTest
    @CsvSource({"MALFORMED, INVALID_ARGUMENT", "INVALID, INVALID_ARGUMENT", "UNSUPPORTED, INVALID_ARGUMENT",
            "TOO_LARGE, INVALID_ARGUMENT", "UNAUTHENTICATED, UNAUTHENTICATED", "FORBIDDEN, PERMISSION_DENIED",
            "UNKNOWN, NOT_FOUND", "CONFLICT, FAILED_PRECONDITION", "OVERLOADED, RESOURCE_EXHAUSTED",
            "OUT_OF_MEMORY, RESOURCE_EXHAUSTED", "NOT_READY, UNAVAILABLE", "TIMED_OUT, DEADLINE_EXCEEDED"})
    void everyKindOfRefusalHasItsStatus(Refusal.Kind kind, Status.Code code) {
        Status status = Statuses.of(new Refusal(kind, "no")).getStatus();
        assertThat(status.getCode()).isEqualTo(code);
        assertThat(status.getDescription()).isEqualTo("no");
    }

    @Test
    void aRefusalThatPassesSaysWhen() {
        StatusRuntimeException refusal = Statuses
                .of(new Refusal(Refusal.Kind.OVERLOADED, "full", List.of(), Duration.ofMillis(1500)));
        assertThat(GrpcCaller.trailer(refusal, Statuses.PUSHBACK.name())).isEqualTo("1500");
        StatusRuntimeException invalid = Statuses.of(new Refusal(Refusal.Kind.INVALID, "no"));
        assertThat(GrpcCaller.trailer(invalid, Statuses.PUSHBACK.name())).isEmpty();
    }
}
