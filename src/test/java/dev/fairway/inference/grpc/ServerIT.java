package dev.fairway.inference.grpc;

import static dev.fairway.inference.grpc.GrpcCaller.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.inference.grpc.wire.ModelMetadataRequest;
import dev.fairway.inference.grpc.wire.ModelMetadataResponse;
import dev.fairway.inference.grpc.wire.ModelMetadataResponse.TensorMetadata;
import dev.fairway.inference.grpc.wire.ModelReadyRequest;
import dev.fairway.inference.grpc.wire.ServerLiveRequest;
import dev.fairway.inference.grpc.wire.ServerMetadataRequest;
import dev.fairway.inference.grpc.wire.ServerReadyRequest;
import dev.fairway.registry.Models;
import dev.fairway.testing.RunningService;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;

@RunningService
class ServerIT {

    private final GrpcCaller caller;
    private final GrpcModels models;

    @Autowired
    ServerIT(GrpcServerLifecycle server, Models models) {
        this.caller = new GrpcCaller(server.getPort());
        this.models = new GrpcModels(models);
    }

    @AfterEach
    void close() {
        caller.close();
    }

    @Test
    void theServerIsLiveAndReadyAndSaysWhatItIs() {
        assertThat(caller.ask().serverLive(ServerLiveRequest.getDefaultInstance()).getLive()).isTrue();
        assertThat(caller.ask().serverReady(ServerReadyRequest.getDefaultInstance()).getReady()).isTrue();
        assertThat(caller.ask().serverMetadata(ServerMetadataRequest.getDefaultInstance()).getName())
                .isEqualTo("fairway");
    }

    @Test
    void aProbeOfKubernetesIsAnsweredTheOtherWayToo() {
        Awaitility.await()
                .untilAsserted(() -> assertThat(HealthGrpc.newBlockingStub(caller.channel())
                        .check(HealthCheckRequest.getDefaultInstance())
                        .getStatus()).isEqualTo(ServingStatus.SERVING));
    }

    @Test
    void onlyAVersionThatAnswersIsReady() {
        String model = models.table();
        models.register(model);
        assertThat(isReady(model, "")).isTrue();
        assertThat(isReady(model, "1")).isTrue();
        assertThat(isReady(model, "2")).isFalse();
        assertThat(isReady(model, "3")).isFalse();
        assertThat(isReady(model, "first")).isFalse();
        assertThat(isReady("nobody", "")).isFalse();
    }

    private boolean isReady(String model, String version) {
        return caller.ask()
                .modelReady(ModelReadyRequest.newBuilder().setName(model).setVersion(version).build())
                .getReady();
    }

    @Test
    void aTableIsDescribedByItsColumns() {
        ModelMetadataResponse described = described(models.table(), "1");
        assertThat(described.getVersionsList()).containsExactly("1");
        assertThat(described.getPlatform()).isEqualTo("pytorch_torchscript");
        assertThat(described.getInputsList()).containsExactly(tensor("age", "FP64", -1L), tensor("sex", "BYTES", -1L));
        assertThat(described.getOutputsList()).containsExactly(tensor("label", "BYTES", -1L),
                tensor("score", "FP32", -1L), tensor("probabilities", "FP32", -1L, 2L));
    }

    @Test
    void anyOtherModelIsDescribedByItsTensors() {
        assertThat(described(models.tensors(), "").getInputsList()).containsExactly(tensor("numeric", "FP32", -1L, 1L),
                tensor("categorical", "INT64", -1L, 1L));
    }

    private ModelMetadataResponse described(String model, String version) {
        return caller.ask().modelMetadata(ModelMetadataRequest.newBuilder().setName(model).setVersion(version).build());
    }

    private static TensorMetadata tensor(String name, String datatype, Long... shape) {
        return TensorMetadata.newBuilder().setName(name).setDatatype(datatype).addAllShape(List.of(shape)).build();
    }

    @Test
    void whatIsNotThereCannotBeDescribed() {
        String model = models.table();
        assertThat(caller.status(stub -> described("nobody", "")).getDescription())
                .contains("there is no model nobody");
        assertThat(caller.status(stub -> described(model, "7")).getDescription()).contains("no version 7");
        assertThat(caller.status(stub -> described(model, "7")).getCode()).isEqualTo(Status.Code.NOT_FOUND);
    }

    @Test
    void aCallKeepsTheNameThatItsCallerGaveIt() {
        AtomicReference<Metadata> headers = new AtomicReference<>();
        AtomicReference<Metadata> trailers = new AtomicReference<>();
        caller.with("x-request-id", "mine-7")
                .withInterceptors(GrpcCaller.capturing(headers, trailers))
                .serverLive(ServerLiveRequest.getDefaultInstance());
        assertThat(headers.get().get(key("x-request-id"))).isEqualTo("mine-7");
    }

    @Test
    void aRefusedCallHasANameToo() {
        StatusRuntimeException refusal = caller.refusal(stub -> stub.modelInfer(Requests.to("nobody").build()));
        assertThat(GrpcCaller.trailer(refusal, "x-request-id")).isNotBlank();
    }

    @Test
    void aMessageOverTheLimitOfBodiesIsRefused() {
        String model = models.tensors();
        Status status = caller.status(stub -> stub.modelInfer(Requests.to(model)
                .addRawInputContents(com.google.protobuf.ByteString.copyFrom(new byte[(64 << 20) + 1]))
                .build()));
        assertThat(status.getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    }
}
