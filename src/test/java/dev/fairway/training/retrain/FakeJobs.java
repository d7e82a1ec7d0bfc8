package dev.fairway.training.retrain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.contract.Page;
import dev.fairway.contract.Refusal;
import dev.fairway.dataset.QualityReport;
import dev.fairway.registry.ModelName;
import dev.fairway.registry.VersionFolder;
import dev.fairway.training.Checkpoint;
import dev.fairway.training.JobState;
import dev.fairway.training.Specs;
import dev.fairway.training.TrainJob;
import dev.fairway.training.TrainJobs;
import dev.fairway.training.TrialTable;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Train jobs that are accepted and never run; what was asked for is remembered. */
final class FakeJobs implements TrainJobs {

    final List<JsonNode> submitted = new CopyOnWriteArrayList<>();
    volatile JobState state = JobState.SUCCEEDED;
    volatile int dataset = 2;
    volatile @Nullable Refusal refusal;

    @Override
    public TrainJob submit(JsonNode request, @Nullable String key) {
        if (refusal != null) {
            throw refusal;
        }
        submitted.add(request);
        return job("j" + submitted.size());
    }

    @Override
    public TrainJob retrain(ModelName model, boolean warmStart) {
        throw new UnsupportedOperationException();
    }

    @Override
    public JsonNode repeated(ModelName model, @Nullable JsonNode changes) {
        ObjectNode request = (ObjectNode) VersionFolder.JSON.readTree("""
                {"model": "credit", "dataset": {"name": "people"}, "target": "income"}""");
        if (changes != null) {
            changes.properties().forEach(change -> request.set(change.getKey(), change.getValue()));
        }
        return request;
    }

    @Override
    public void requireValid(JsonNode request) {
        assertThat(request.has("dataset")).isTrue();
    }

    @Override
    public Optional<TrainJob> newest(ModelName model) {
        return Optional.of(job("newest"));
    }

    private TrainJob job(String id) {
        return new TrainJob(id, "credit", state, null, null, null, Map.of(), null, List.of(), null, null, null,
                List.of(), null, 0, Instant.EPOCH, null, null, null, 0, null, null, null,
                Specs.with("{\"dataset\": {\"id\": \"d%d\", \"name\": \"people\", \"version\": %d}}".formatted(dataset,
                        dataset)));
    }

    @Override
    public QualityReport check(JsonNode request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<TrainJob> find(String id) {
        return Optional.empty();
    }

    @Override
    public Page<TrainJob> list(
            Page.Request page,
            @Nullable JobState wanted,
            @Nullable String model,
            @Nullable String parent) {
        return new Page<>(List.of(), null);
    }

    @Override
    public TrainJob cancel(String id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public TrainJob pause(String id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public TrainJob resume(String id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<TrialTable> trials(String id) {
        return Optional.empty();
    }

    @Override
    public List<TrainJob.Entry> log(String id, long after) {
        return List.of();
    }

    @Override
    public Optional<QualityReport> dataReport(String id) {
        return Optional.empty();
    }

    @Override
    public List<Path> logs(String id) {
        return List.of();
    }

    @Override
    public List<Checkpoint> checkpoints(String id) {
        return List.of();
    }
}
