package dev.fairway.inference.grpc;

import dev.fairway.inference.grpc.wire.GRPCInferenceServiceGrpc.GRPCInferenceServiceImplBase;
import dev.fairway.inference.grpc.wire.ModelInferRequest;
import dev.fairway.inference.grpc.wire.ModelInferResponse;
import dev.fairway.inference.grpc.wire.ModelMetadataRequest;
import dev.fairway.inference.grpc.wire.ModelMetadataResponse;
import dev.fairway.inference.grpc.wire.ModelReadyRequest;
import dev.fairway.inference.grpc.wire.ModelReadyResponse;
import dev.fairway.inference.grpc.wire.ServerLiveRequest;
import dev.fairway.inference.grpc.wire.ServerLiveResponse;
import dev.fairway.inference.grpc.wire.ServerMetadataRequest;
import dev.fairway.inference.grpc.wire.ServerMetadataResponse;
import dev.fairway.inference.grpc.wire.ServerReadyRequest;
import dev.fairway.inference.grpc.wire.ServerReadyResponse;
import dev.fairway.inference.version.WantedVersions;
import io.grpc.stub.StreamObserver;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.stereotype.Component;

/** The calls of {@code inference.GRPCInferenceService}. What it does not override, clients are told, is not implemented. */
@Component
class InferenceService extends GRPCInferenceServiceImplBase {

    private final Inference inference;
    private final ModelDescriptions models;
    private final WantedVersions versions;
    private final String version;

    InferenceService(
            Inference inference,
            ModelDescriptions models,
            WantedVersions versions,
            ObjectProvider<BuildProperties> build) {
        this.inference = inference;
        this.models = models;
        this.versions = versions;
        this.version = build.stream().map(BuildProperties::getVersion).findFirst().orElse("development");
    }

    @Override
    public void serverLive(ServerLiveRequest request, StreamObserver<ServerLiveResponse> caller) {
        Replies.reply(caller, () -> ServerLiveResponse.newBuilder().setLive(true).build());
    }

    @Override
    public void serverReady(ServerReadyRequest request, StreamObserver<ServerReadyResponse> caller) {
        Replies.reply(caller, () -> ServerReadyResponse.newBuilder().setReady(versions.isReady()).build());
    }

    @Override
    public void serverMetadata(ServerMetadataRequest request, StreamObserver<ServerMetadataResponse> caller) {
        Replies.reply(caller, () -> ServerMetadataResponse.newBuilder().setName("fairway").setVersion(version).build());
    }

    @Override
    public void modelReady(ModelReadyRequest request, StreamObserver<ModelReadyResponse> caller) {
        Replies.reply(caller,
                () -> ModelReadyResponse.newBuilder()
                        .setReady(models.isReady(request.getName(), request.getVersion()))
                        .build());
    }

    @Override
    public void modelMetadata(ModelMetadataRequest request, StreamObserver<ModelMetadataResponse> caller) {
        Replies.reply(caller, () -> models.metadata(request.getName(), request.getVersion()));
    }

    @Override
    public void modelInfer(ModelInferRequest request, StreamObserver<ModelInferResponse> caller) {
        Replies.reply(caller, () -> inference.infer(request, CallIds.caller()));
    }
}
