package dev.fairway.inference.grpc;

import dev.fairway.inference.UnknownModel;
import dev.fairway.inference.grpc.wire.InferBatchStatistics;
import dev.fairway.inference.grpc.wire.InferStatistics;
import dev.fairway.inference.grpc.wire.ModelStatistics;
import dev.fairway.inference.grpc.wire.ModelStatisticsResponse;
import dev.fairway.inference.grpc.wire.StatisticDuration;
import dev.fairway.inference.queue.VersionStatistics;
import dev.fairway.inference.queue.VersionStatistics.Spent;
import dev.fairway.inference.serving.Serving;
import dev.fairway.inference.version.ServedVersion;
import dev.fairway.registry.ModelVersion;
import dev.fairway.registry.Models;
import dev.fairway.registry.VersionId;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** What loaded versions have done since they were loaded, as Triton's statistics extension tells it. */
@Component
class Statistics {

    private final Models models;
    private final ModelRepository repository;
    private final Serving serving;

    Statistics(Models models, ModelRepository repository, Serving serving) {
        this.models = models;
        this.repository = repository;
        this.serving = serving;
    }

    /**
     * @param name empty for every model
     * @param version empty for every version
     * @throws UnknownModel when there is no such model or version
     */
    ModelStatisticsResponse of(String name, String version) {
        ModelStatisticsResponse.Builder response = ModelStatisticsResponse.newBuilder();
        ids(name, version).stream()
                .flatMap(id -> serving.loaded(id).stream())
                .forEach(loaded -> response.addModelStats(of(loaded)));
        return response.build();
    }

    private List<VersionId> ids(String name, String version) {
        if (!version.isEmpty()) {
            return List.of(serving.version(Names.version(name, version)).id());
        }
        List<ModelVersion> versions = name.isEmpty() ? repository.all()
                : models.find(Names.model(name))
                        .orElseThrow(() -> new UnknownModel("there is no model %s".formatted(name)))
                        .versions();
        return versions.stream().map(ModelVersion::id).toList();
    }

    private static ModelStatistics of(ServedVersion version) {
        VersionStatistics counted = version.meters().statistics();
        Instant last = counted.lastInference();
        ModelStatistics.Builder told = ModelStatistics.newBuilder()
                .setName(version.id().model().value())
                .setVersion(Integer.toString(version.id().number()))
                .setLastInference(last == null ? 0 : last.toEpochMilli())
                .setInferenceCount(counted.inferences())
                .setExecutionCount(counted.executions())
                .setInferenceStats(InferStatistics.newBuilder()
                        .setSuccess(spent(counted.success()))
                        .setFail(spent(counted.fail()))
                        .setQueue(spent(counted.queue()))
                        .setComputeInput(spent(counted.computeInput()))
                        .setComputeInfer(spent(counted.computeInfer()))
                        .setComputeOutput(spent(counted.computeOutput()))
                        // There is no cache of answers, so nothing is ever found or missed there.
                        .setCacheHit(StatisticDuration.getDefaultInstance())
                        .setCacheMiss(StatisticDuration.getDefaultInstance()));
        counted.batches().forEach(batch -> told.addBatchStats(of(batch)));
        return told.build();
    }

    private static InferBatchStatistics of(VersionStatistics.OfSize batch) {
        return InferBatchStatistics.newBuilder()
                .setBatchSize(batch.rows())
                .setComputeInput(spent(batch.computeInput()))
                .setComputeInfer(spent(batch.computeInfer()))
                .setComputeOutput(spent(batch.computeOutput()))
                .build();
    }

    private static StatisticDuration spent(Spent spent) {
        return StatisticDuration.newBuilder().setCount(spent.count()).setNs(spent.nanos()).build();
    }
}
