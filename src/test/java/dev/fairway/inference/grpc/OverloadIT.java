package dev.fairway.inference.grpc;

import static dev.fairway.inference.grpc.Requests.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.google.common.util.concurrent.ListenableFuture;
import dev.fairway.inference.grpc.wire.GRPCInferenceServiceGrpc;
import dev.fairway.inference.grpc.wire.InferParameter;
import dev.fairway.inference.grpc.wire.ModelInferRequest;
import dev.fairway.inference.grpc.wire.ModelInferResponse;
import dev.fairway.registry.Models;
import dev.fairway.testing.RunningService;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** One place to wait in, and a call under way that takes long: many rows, one to a run. */
@RunningService
@TestPropertySource(properties = {"fairway.inference.queue-capacity=1", "fairway.inference.max-batch=1"})
@DirtiesContext
class OverloadIT {

    private static final int MANY = 50_000;

    private final GrpcCaller caller;
    private final MeterRegistry meters;
    private final String model;
    private ListenableFuture<ModelInferResponse> running;

    @Autowired
    OverloadIT(GrpcServerLifecycle server, Models models, MeterRegistry meters) {
        this.caller = new GrpcCaller(server.getPort());
        this.meters = meters;
        this.model = new GrpcModels(models).table();
        this.running = send(MANY);
    }

    @BeforeEach
    void isUnderWay() {
        await().until(() -> meters.get("fairway.inference.queue").tag("model", model).timer().count() > 0);
    }

    @AfterEach
    void close() {
        running.cancel(true);
        caller.close();
    }

    @Test
    void aCallThatIsCancelledGivesItsPlaceUp() {
        ListenableFuture<ModelInferResponse> waiting = send(1);
        await().until(() -> waiting() == 1);
        assertThat(refusal(rows(1)).getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        waiting.cancel(true);
        await().until(() -> waiting() == 0);
        assertThat(running).isNotDone();
    }

    @Test
    void aFullQueueSaysWhenToTryAgain() {
        var _ = send(1);
        await().until(() -> waiting() == 1);
        assertThat(Long.parseLong(GrpcCaller.trailer(refusal(rows(1)), Statuses.PUSHBACK.name())))
                .isGreaterThanOrEqualTo(1000);
    }

    @Test
    void aCallThatTakesTooLongIsEndedByTheServer() {
        Status status = refusal(
                rows(1).putParameters("timeout", InferParameter.newBuilder().setInt64Param(20_000).build()))
                .getStatus();
        assertThat(status.getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
        assertThat(status.getDescription()).contains("20 ms");
        assertThat(running).isNotDone();
    }

    @Test
    void theDeadlineOfTheCallEndsItToo() {
        StatusRuntimeException refusal = catchThrowableOfType(StatusRuntimeException.class,
                () -> caller.ask().withDeadlineAfter(50, TimeUnit.MILLISECONDS).modelInfer(rows(1).build()));
        assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
        await().until(() -> waiting() == 0);
        assertThat(running).isNotDone();
    }

    private double waiting() {
        return meters.get("fairway.inference.queue.size").tag("model", model).gauge().value();
    }

    private StatusRuntimeException refusal(ModelInferRequest.Builder request) {
        return caller.refusal(stub -> stub.modelInfer(request.build()));
    }

    private ListenableFuture<ModelInferResponse> send(int rows) {
        return GRPCInferenceServiceGrpc.newFutureStub(caller.channel()).modelInfer(rows(rows).build());
    }

    private ModelInferRequest.Builder rows(int count) {
        return Requests.to(model)
                .addInputs(input("age", "FP64", List.of((long) count), Requests.doubles(new double[count])))
                .addInputs(input("sex", "BYTES", List.of((long) count),
                        Requests.words(Collections.nCopies(count, "Male").toArray(String[]::new))));
    }
}
