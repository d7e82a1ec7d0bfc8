package dev.fairway.inference.grpc;

import static dev.fairway.inference.grpc.Requests.floats;
import static dev.fairway.inference.grpc.Requests.input;
import static dev.fairway.inference.grpc.Requests.longs;
import static dev.fairway.inference.grpc.Requests.rawFloats;
import static dev.fairway.inference.grpc.Requests.rawLongs;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.inference.grpc.wire.ModelInferRequest;
import dev.fairway.inference.grpc.wire.ModelInferResponse;
import dev.fairway.registry.Models;
import dev.fairway.testing.RunningService;
import io.grpc.Status;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;

/** A model whose callers send the network's own tensors: the logits 0.5 − a − 0.5 s and a + 0.5 s − 0.5. */
@RunningService
class TensorInferIT {

    private static final List<Long> TWO = List.of(2L, 1L);

    private final GrpcCaller caller;
    private final String model;

    @Autowired
    TensorInferIT(GrpcServerLifecycle server, Models models) {
        this.caller = new GrpcCaller(server.getPort());
        this.model = new GrpcModels(models).tensors();
    }

    @AfterEach
    void close() {
        caller.close();
    }

    private ModelInferRequest.Builder typed() {
        return Requests.to(model)
                .addInputs(input("numeric", "FP32", TWO, floats(1f, -2f)))
                .addInputs(input("categorical", "INT64", TWO, longs(1, 2)));
    }

    /** The inputs in another order than the network's. */
    private ModelInferRequest.Builder raw() {
        return Requests.to(model)
                .addInputs(input("categorical", "INT64", TWO))
                .addInputs(input("numeric", "FP32", TWO))
                .addRawInputContents(rawLongs(1, 2))
                .addRawInputContents(rawFloats(1, -2));
    }

    @Test
    void typedTensorsGoInAndComeOut() {
        ModelInferResponse answer = caller.ask().modelInfer(typed().build());
        assertThat(answer.getOutputs(0).getName()).isEqualTo("output");
        assertThat(answer.getOutputs(0).getDatatype()).isEqualTo("FP32");
        assertThat(answer.getOutputs(0).getShapeList()).containsExactly(2L, 2L);
        assertThat(answer.getOutputs(0).getContents().getFp32ContentsList()).containsExactly(-0.75f, 0.75f, 2.75f,
                -2.75f);
    }

    @Test
    void rawTensorsGoInAndComeOutByName() {
        ModelInferResponse answer = caller.ask().modelInfer(raw().build());
        assertThat(answer.getOutputs(0).hasContents()).isFalse();
        assertThat(floats(answer.getRawOutputContents(0))).containsExactly(-0.75f, 0.75f, 2.75f, -2.75f);
    }

    @Test
    void aTensorOfTheWrongTypeOrShapeIsRefusedByName() {
        assertThat(invalid(typed().setInputs(1, input("categorical", "FP32", TWO, floats(1f, 2f)))))
                .contains("inputs.categorical")
                .contains("must be INT64");
        assertThat(invalid(typed().setInputs(0, input("numeric", "FP32", List.of(2L), floats(1f, 2f)))))
                .contains("inputs.numeric")
                .contains("[-1, 1]");
        assertThat(invalid(typed().removeInputs(0))).contains("inputs.numeric: is missing");
        assertThat(invalid(typed().addInputs(input("more", "INT64", TWO, longs(1, 2))))).contains("inputs.more");
    }

    @Test
    void bytesThatAreNotThoseOfTheShapeAreRefusedByName() {
        assertThat(invalid(raw().setRawInputContents(1, rawFloats(1)))).contains("inputs.numeric").contains("8 bytes");
        assertThat(invalid(raw().addRawInputContents(rawFloats(1)))).contains("3 elements for 2 inputs");
        assertThat(invalid(raw().setInputs(0, input("categorical", "INT64", TWO, longs(1, 2)))))
                .contains("inputs.categorical.contents");
    }

    private String invalid(ModelInferRequest.Builder request) {
        Status status = caller.status(stub -> stub.modelInfer(request.build()));
        assertThat(status.getCode()).as(status.toString()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        return String.valueOf(status.getDescription());
    }
}
