package dev.fairway.inference.grpc;

import static dev.fairway.inference.grpc.Requests.input;
import static dev.fairway.inference.grpc.Requests.words;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.fairway.inference.grpc.wire.ModelInferResponse;
import dev.fairway.registry.Models;
import dev.fairway.testing.RunningService;
import io.grpc.Status;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;

@RunningService
class TextInferIT {

    private final GrpcCaller caller;
    private final String model;

    @Autowired
    TextInferIT(GrpcServerLifecycle server, Models models) {
        this.caller = new GrpcCaller(server.getPort());
        this.model = new GrpcModels(models).texts();
    }

    @AfterEach
    void close() {
        caller.close();
    }

    @Test
    void anElementIsAText() {
        ModelInferResponse answer = caller.ask()
                .modelInfer(Requests.to(model)
                        .addInputs(input("text", "BYTES", List.of(2L), words("good film", "bad bad film")))
                        .build());
        assertThat(answer.getOutputs(0).getContents().getBytesContentsList()).extracting(ByteString::toStringUtf8)
                .containsExactly("positive", "negative");
    }

    @Test
    void whatIsNoTextIsRefused() {
        Status status = caller.status(stub -> stub.modelInfer(
                Requests.to(model).addInputs(input("text", "FP32", List.of(1L), Requests.floats(1f))).build()));
        assertThat(status.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(status.getDescription()).contains("BYTES");
    }
}
