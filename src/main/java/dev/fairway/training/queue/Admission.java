package dev.fairway.training.queue;

import dev.fairway.contract.Refusal;
import dev.fairway.registry.ModelName;
import dev.fairway.registry.ModelVersion;
import dev.fairway.registry.Models;
import dev.fairway.registry.VersionId;
import dev.fairway.training.WarmStart;
import dev.fairway.training.capacity.MemoryEstimate;
import dev.fairway.training.request.ChosenDatasets;
import dev.fairway.training.request.TrainRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Holds requests against what there is: data sets, versions, devices and their memory. */
@Component
class Admission {

    private final ChosenDatasets datasets;
    private final Models models;
    private final Slots slots;
    private final MemoryEstimate estimate;

    Admission(ChosenDatasets datasets, Models models, Slots slots, TrainingProperties properties) {
        this.datasets = datasets;
        this.models = models;
        this.slots = slots;
        this.estimate = new MemoryEstimate(properties.workerHeap().toBytes());
    }

    /** @throws Refusal that names everything that is wrong */
    TrainRequest.Valid read(JsonNode request) {
        TrainRequest.Valid valid = new TrainRequest(request, datasets::find).read();
        slots.requireFit(valid.spec().device(), estimate.of(valid.spec(), valid.dataset()));
        warmStart(valid);
        return valid;
    }

    /**
     * The version whose weights a job is to begin with; null for fresh ones.
     *
     * @throws Refusal when there is no such version, or it holds no weights that can be read
     */
    @Nullable
    VersionId warmStart(TrainRequest.Valid valid) {
        WarmStart wish = valid.warmStart();
        if (wish == null) {
            return null;
        }
        ModelName model = Objects.requireNonNullElse(wish.model(), valid.spec().model());
        VersionId id = wish.version() != null ? new VersionId(model, wish.version())
                : models.alias(model, Objects.requireNonNull(wish.alias()))
                        .orElseThrow(() -> wrong("model %s has no alias '%s'".formatted(model, wish.alias())));
        ModelVersion version = models.version(id)
                .orElseThrow(() -> wrong("there is no version %d of model %s".formatted(id.number(), model)));
        if (!version.manifest().source().type().equals("train_job")) {
            throw wrong("version %d of model %s was not trained here, and its weights cannot be read"
                    .formatted(id.number(), model));
        }
        return id;
    }

    private static Refusal wrong(String message) {
        return Refusal.invalid("warm_start", message);
    }
}
