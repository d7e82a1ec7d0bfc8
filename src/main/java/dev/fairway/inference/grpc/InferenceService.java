package dev.fairway.inference.grpc;

import dev.fairway.inference.grpc.wire.GRPCInferenceServiceGrpc.GRPCInferenceServiceImplBase;
import dev.fairway.inference.grpc.wire.ModelInferRequest;
import dev.fairway.inference.grpc.wire.ModelInferResponse;
import dev.fairway.inference.grpc.wire.ModelMetadataRequest;
import dev.fairway.inference.grpc.wire.ModelMetadataResponse;
import dev.fairway.inference.grpc.wire.ModelReadyRequest;
import dev.fairway.inference.grpc.wire.ModelReadyResponse;
import dev.fairway.inference.grpc.wire.ModelStatisticsRequest;
import dev.fairway.inference.grpc.wire.ModelStatisticsResponse;
import dev.fairway.inference.grpc.wire.RepositoryIndexRequest;
import dev.fairway.inference.grpc.wire.RepositoryIndexResponse;
import dev.fairway.inference.grpc.wire.RepositoryModelLoadRequest;
import dev.fairway.inference.grpc.wire.RepositoryModelLoadResponse;
import dev.fairway.inference.grpc.wire.RepositoryModelUnloadRequest;
import dev.fairway.inference.grpc.wire.RepositoryModelUnloadResponse;
import dev.fairway.inference.grpc.wire.ServerLiveRequest;
import dev.fairway.inference.grpc.wire.ServerLiveResponse;
import dev.fairway.inference.grpc.wire.ServerMetadataRequest;
import dev.fairway.inference.grpc.wire.ServerMetadataResponse;
import dev.fairway.inference.grpc.wire.ServerReadyRequest;
import dev.fairway.inference.grpc.wire.ServerReadyResponse;
import io.grpc.stub.StreamObserver;
import org.springframework.stereotype.Component;

/** The calls of {@code inference.GRPCInferenceService}. What it does not override, clients are told, is not implemented. */
@Component
class InferenceService extends GRPCInferenceServiceImplBase {

    private final ServerDescription server;
    private final ModelDescriptions models;
    private final Inference inference;
    private final ModelRepository repository;
    private final Statistics statistics;

    InferenceService(
            ServerDescription server,
            ModelDescriptions models,
            Inference inference,
            ModelRepository repository,
            Statistics statistics) {
        this.server = server;
        this.models = models;
        this.inference = inference;
        this.repository = repository;
        this.statistics = statistics;
    }

    @Override
    public void serverLive(ServerLiveRequest request, StreamObserver<ServerLiveResponse> caller) {
        Replies.reply(caller, () -> ServerLiveResponse.newBuilder().setLive(true).build());
    }

    @Override
    public void serverReady(ServerReadyRequest request, StreamObserver<ServerReadyResponse> caller) {
        Replies.reply(caller, () -> ServerReadyResponse.newBuilder().setReady(server.isReady()).build());
    }

    @Override
    public void serverMetadata(ServerMetadataRequest request, StreamObserver<ServerMetadataResponse> caller) {
        Replies.reply(caller, server::metadata);
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

    @Override
    public void modelStatistics(ModelStatisticsRequest request, StreamObserver<ModelStatisticsResponse> caller) {
        Replies.reply(caller, () -> statistics.of(request.getName(), request.getVersion()));
    }

    @Override
    public void repositoryIndex(RepositoryIndexRequest request, StreamObserver<RepositoryIndexResponse> caller) {
        Replies.reply(caller, () -> repository.index(request.getReady()));
    }

    @Override
    public void repositoryModelLoad(
            RepositoryModelLoadRequest request,
            StreamObserver<RepositoryModelLoadResponse> caller) {
        Replies.reply(caller, () -> {
            repository.load(request.getModelName(), request.getParametersMap());
            return RepositoryModelLoadResponse.getDefaultInstance();
        });
    }

    @Override
    public void repositoryModelUnload(
            RepositoryModelUnloadRequest request,
            StreamObserver<RepositoryModelUnloadResponse> caller) {
        Replies.reply(caller, () -> {
            repository.unload(request.getModelName());
            return RepositoryModelUnloadResponse.getDefaultInstance();
        });
    }
}
