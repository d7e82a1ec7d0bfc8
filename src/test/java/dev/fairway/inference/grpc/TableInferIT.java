package dev.fairway.inference.grpc;

import static dev.fairway.inference.grpc.Requests.doubles;
import static dev.fairway.inference.grpc.Requests.input;
import static dev.fairway.inference.grpc.Requests.words;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.fairway.inference.grpc.wire.InferParameter;
import dev.fairway.inference.grpc.wire.ModelInferRequest;
import dev.fairway.inference.grpc.wire.ModelInferRequest.InferRequestedOutputTensor;
import dev.fairway.inference.grpc.wire.ModelInferResponse;
import dev.fairway.inference.grpc.wire.ModelInferResponse.InferOutputTensor;
import dev.fairway.registry.Models;
import dev.fairway.testing.RunningService;
import io.grpc.Status;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;

@RunningService
class TableInferIT {

    private final GrpcCaller caller;
    private final GrpcModels models;
    private final String model;

    @Autowired
    TableInferIT(GrpcServerLifecycle server, Models models) {
        this.caller = new GrpcCaller(server.getPort());
        this.models = new GrpcModels(models);
        this.model = this.models.table();
    }

    @AfterEach
    void close() {
        caller.close();
    }

    private ModelInferRequest.Builder twoPeople() {
        return Requests.to(model)
                .addInputs(input("age", "FP64", List.of(2L), doubles(51, 25)))
                .addInputs(input("sex", "BYTES", List.of(2L), words("Male", "Female")));
    }

    @Test
    void aTypedRequestIsAnsweredInTypedOutputs() {
        ModelInferResponse answer = caller.ask().modelInfer(twoPeople().setId("7").build());
        assertThat(answer.getModelName()).isEqualTo(model);
        assertThat(answer.getModelVersion()).isEqualTo("1");
        assertThat(answer.getId()).isEqualTo("7");
        assertThat(answer.getRawOutputContentsList()).isEmpty();
        assertThat(answer.getOutputsList()).extracting(InferOutputTensor::getName)
                .containsExactly("label", "score", "probabilities");
        assertThat(answer.getOutputs(0).getContents().getBytesContentsList()).extracting(ByteString::toStringUtf8)
                .containsExactly(">50K", "<=50K");
        assertThat(answer.getOutputs(2).getShapeList()).containsExactly(2L, 2L);
        assertThat(answer.getOutputs(2).getContents().getFp32ContentsList()).hasSize(4);
    }

    @Test
    void aRawRequestIsAnsweredInRawOutputsOfTheSameValues() {
        ModelInferResponse typed = caller.ask().modelInfer(twoPeople().build());
        ModelInferResponse raw = caller.ask()
                .modelInfer(Requests.to(model)
                        .addInputs(input("age", "FP64", List.of(2L, 1L)))
                        .addInputs(input("sex", "BYTES", List.of(2L, 1L)))
                        .addRawInputContents(Requests.rawDoubles(51, 25))
                        .addRawInputContents(Requests.rawWords("Male", "Female"))
                        .build());
        assertThat(raw.getOutputsList()).noneMatch(InferOutputTensor::hasContents);
        assertThat(raw.getRawOutputContents(0)).isEqualTo(Requests.rawWords(">50K", "<=50K"));
        assertThat(Requests.floats(raw.getRawOutputContents(2)))
                .containsExactly(typed.getOutputs(2).getContents().getFp32ContentsList().toArray(Float[]::new));
    }

    @Test
    void aTypedRequestMayAskForRawOutputs() {
        InferParameter yes = InferParameter.newBuilder().setBoolParam(true).build();
        assertThat(caller.ask()
                .modelInfer(twoPeople().putParameters("binary_data_output", yes).build())
                .getRawOutputContentsCount()).isEqualTo(3);
        assertThat(caller.ask()
                .modelInfer(twoPeople().addOutputs(
                        InferRequestedOutputTensor.newBuilder().setName("score").putParameters("binary_data", yes))
                        .build())
                .getRawOutputContentsCount()).isEqualTo(1);
    }

    @Test
    void everyRowHasAPredictionId() {
        String ids = caller.ask()
                .modelInfer(twoPeople().build())
                .getParametersOrThrow("prediction_ids")
                .getStringParam();
        assertThat(ids.split(",")).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void onlyTheOutputsAskedForAreSentInTheirOrder() {
        ModelInferResponse answer = caller.ask()
                .modelInfer(twoPeople().addOutputs(InferRequestedOutputTensor.newBuilder().setName("score"))
                        .addOutputs(InferRequestedOutputTensor.newBuilder().setName("label"))
                        .build());
        assertThat(answer.getOutputsList()).extracting(InferOutputTensor::getName).containsExactly("score", "label");
    }

    @Test
    void aQuantityIsEstimated() {
        ModelInferResponse answer = caller.ask().modelInfer(twoPeople().setModelName(models.quantity()).build());
        assertThat(answer.getOutputs(0).getName()).isEqualTo("value");
        assertThat(answer.getOutputs(0).getContents().getFp64ContentsList()).containsExactly(55_000.0, 25_000.0);
    }

    @Test
    void aVersionIsAskedByItsNumber() {
        assertThat(caller.ask().modelInfer(twoPeople().setModelVersion("1").build()).getModelVersion()).isEqualTo("1");
        models.register(model);
        assertThat(refused(twoPeople().setModelVersion("2"), Status.Code.UNAVAILABLE)).contains("is not loaded");
        assertThat(refused(twoPeople().setModelVersion("9"), Status.Code.NOT_FOUND)).contains("no version 9");
        assertThat(refused(twoPeople().setModelVersion("new"), Status.Code.NOT_FOUND)).contains("no version new");
        assertThat(refused(twoPeople().setModelName("none"), Status.Code.NOT_FOUND)).contains("no model none");
        assertThat(refused(twoPeople().setModelName(""), Status.Code.NOT_FOUND)).contains("no model ''");
    }

    @Test
    void whatDoesNotFitTheColumnsIsRefusedByName() {
        assertThat(invalid(twoPeople().removeInputs(1))).contains("inputs.sex").contains("is missing");
        assertThat(invalid(twoPeople().addInputs(input("height", "FP64", List.of(2L), doubles(1, 2)))))
                .contains("inputs.height")
                .contains("its columns are [age, sex]");
        assertThat(invalid(twoPeople().setInputs(0, input("age", "BYTES", List.of(2L), words("a", "b")))))
                .contains("inputs.age.datatype");
        assertThat(invalid(twoPeople().setInputs(0, input("age", "FP64", List.of(3L), doubles(1, 2, 3)))))
                .contains("inputs.sex");
        assertThat(invalid(twoPeople().setInputs(0, input("age", "FP64", List.of(1L, 2L), doubles(1, 2)))))
                .contains("inputs.age.shape");
        assertThat(invalid(
                twoPeople().setInputs(0, input("age", "FP64", List.of(2L), doubles(1, Double.POSITIVE_INFINITY)))))
                .contains("row 1, column age");
        assertThat(invalid(twoPeople().addOutputs(InferRequestedOutputTensor.newBuilder().setName("odds"))))
                .contains("outputs[0].name")
                .contains("[label, score, probabilities]");
        assertThat(invalid(twoPeople().clearInputs())).contains("inputs");
    }

    private String invalid(ModelInferRequest.Builder request) {
        return refused(request, Status.Code.INVALID_ARGUMENT);
    }

    private String refused(ModelInferRequest.Builder request, Status.Code code) {
        Status status = caller.status(stub -> stub.modelInfer(request.build()));
        assertThat(status.getCode()).as(status.toString()).isEqualTo(code);
        return String.valueOf(status.getDescription());
    }
}
