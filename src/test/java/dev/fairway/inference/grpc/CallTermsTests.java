package dev.fairway.inference.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.contract.Refusal;
import dev.fairway.inference.Terms;
import dev.fairway.inference.grpc.wire.InferParameter;
import io.grpc.Context;
import io.grpc.Context.CancellableContext;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallTermsTests {

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void close() {
        clock.shutdownNow();
    }

    @Test
    void aCallThatSaysNothingWaitsAsIsUsual() {
        Terms terms = CallTerms.of(Map.of(), Context.ROOT);
        assertThat(terms.timeout()).isNull();
        assertThat(terms.priority()).isEqualTo(Terms.UNSAID);
        assertThat(terms.gone().getAsBoolean()).isFalse();
    }

    @Test
    void theEarlierOfDeadlineAndTimeoutCounts() {
        CancellableContext call = Context.ROOT.withDeadlineAfter(1, TimeUnit.HOURS, clock);
        assertThat(CallTerms.of(Map.of(), call).timeout()).isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
        assertThat(CallTerms.of(Map.of("timeout", number(5_000)), call).timeout()).isEqualTo(Duration.ofMillis(5));
        assertThat(CallTerms.of(Map.of("timeout", number(Long.MAX_VALUE)), call).timeout())
                .isLessThanOrEqualTo(Duration.ofHours(1));
        call.cancel(null);
    }

    @Test
    void zeroIsNoTimeout() {
        assertThat(CallTerms.of(Map.of("timeout", number(0)), Context.ROOT).timeout()).isNull();
    }

    @Test
    void aPriorityComesInEitherOfTwoKinds() {
        InferParameter unsigned = InferParameter.newBuilder().setUint64Param(2).build();
        assertThat(CallTerms.of(Map.of("priority", unsigned), Context.ROOT).priority()).isEqualTo(2);
        assertThat(CallTerms.of(Map.of("priority", number(3)), Context.ROOT).priority()).isEqualTo(3);
    }

    @Test
    void whatIsNoNumberOrNoneThatCountsIsRefusedByName() {
        refused("timeout", number(-1));
        refused("timeout", InferParameter.newBuilder().setStringParam("1s").build());
        refused("priority", number(Terms.LOWEST + 1));
        refused("priority", InferParameter.getDefaultInstance());
    }

    @Test
    void aCallerWhoCancelsIsGone() {
        CancellableContext call = Context.ROOT.withCancellation();
        Terms terms = CallTerms.of(Map.of(), call);
        assertThat(terms.gone().getAsBoolean()).isFalse();
        call.cancel(null);
        assertThat(terms.gone().getAsBoolean()).isTrue();
    }

    private static void refused(String name, InferParameter parameter) {
        assertThatThrownBy(() -> CallTerms.of(Map.of(name, parameter), Context.ROOT)).isInstanceOf(Refusal.class)
                .hasMessageContaining("parameters." + name);
    }

    private static InferParameter number(long value) {
        return InferParameter.newBuilder().setInt64Param(value).build();
    }
}
