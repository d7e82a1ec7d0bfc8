package dev.fairway.inference.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.inference.grpc.wire.ModelRepositoryParameter;
import dev.fairway.inference.grpc.wire.ModelStatistics;
import dev.fairway.inference.grpc.wire.ModelStatisticsRequest;
import dev.fairway.inference.grpc.wire.RepositoryIndexRequest;
import dev.fairway.inference.grpc.wire.RepositoryIndexResponse.ModelIndex;
import dev.fairway.inference.grpc.wire.RepositoryModelLoadRequest;
import dev.fairway.inference.grpc.wire.RepositoryModelUnloadRequest;
import dev.fairway.registry.Models;
import dev.fairway.testing.RunningService;
import io.grpc.Status;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;

@RunningService
class RepositoryIT {

    private final GrpcCaller caller;
    private final GrpcModels models;
    private final String model;

    @Autowired
    RepositoryIT(GrpcServerLifecycle server, Models models) {
        this.caller = new GrpcCaller(server.getPort());
        this.models = new GrpcModels(models);
        this.model = this.models.tensors();
    }

    @AfterEach
    void close() {
        caller.close();
    }

    @Test
    void theIndexTellsTheStateOfEveryVersion() {
        models.register(model);
        assertThat(index(false)).extracting(ModelIndex::getState).containsExactly("READY", "UNAVAILABLE");
        assertThat(index(false).getLast().getReason()).contains("is not loaded");
        assertThat(index(true)).extracting(ModelIndex::getVersion).containsExactly("1");
    }

    @Test
    void aModelIsUnloadedAndLoaded() {
        unload(model);
        assertThat(index(true)).isEmpty();
        load(model);
        assertThat(index(true)).extracting(ModelIndex::getVersion).containsExactly("1");
    }

    @Test
    void whatCannotBeLoadedIsRefused() {
        assertThat(caller.status(_ -> load("nobody")).getCode()).isEqualTo(Status.Code.NOT_FOUND);
        assertThat(caller.status(_ -> unload("nobody")).getCode()).isEqualTo(Status.Code.NOT_FOUND);
        Status status = caller.status(stub -> {
            var _ = stub.repositoryModelLoad(RepositoryModelLoadRequest.newBuilder()
                    .setModelName(model)
                    .putParameters("config", ModelRepositoryParameter.newBuilder().setStringParam("{}").build())
                    .build());
        });
        assertThat(status.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(status.getDescription()).contains("parameters.config");
    }

    @Test
    void statisticsCountWhatWasAnswered() {
        var _ = caller.ask()
                .modelInfer(Requests.to(model)
                        .addInputs(Requests.input("numeric", "FP32", List.of(2L, 1L), Requests.floats(1f, -2f)))
                        .addInputs(Requests.input("categorical", "INT64", List.of(2L, 1L), Requests.longs(1, 2)))
                        .build());
        ModelStatistics told = statistics(model, "").getFirst();
        assertThat(told.getVersion()).isEqualTo("1");
        assertThat(told.getInferenceCount()).isEqualTo(2);
        assertThat(told.getExecutionCount()).isEqualTo(1);
        assertThat(told.getInferenceStats().getSuccess().getCount()).isEqualTo(1);
        assertThat(told.getInferenceStats().getComputeInfer().getNs()).isPositive();
        assertThat(told.getBatchStats(0).getBatchSize()).isEqualTo(2);
        assertThat(statistics(model, "1")).hasSize(1);
        assertThat(statistics("", "")).anyMatch(other -> other.getName().equals(model));
    }

    private List<ModelIndex> index(boolean ready) {
        return caller.ask()
                .repositoryIndex(RepositoryIndexRequest.newBuilder().setReady(ready).build())
                .getModelsList()
                .stream()
                .filter(entry -> entry.getName().equals(model))
                .toList();
    }

    private List<ModelStatistics> statistics(String name, String version) {
        return caller.ask()
                .modelStatistics(ModelStatisticsRequest.newBuilder().setName(name).setVersion(version).build())
                .getModelStatsList();
    }

    private void load(String name) {
        var _ = caller.ask().repositoryModelLoad(RepositoryModelLoadRequest.newBuilder().setModelName(name).build());
    }

    private void unload(String name) {
        var _ = caller.ask()
                .repositoryModelUnload(RepositoryModelUnloadRequest.newBuilder().setModelName(name).build());
    }
}
