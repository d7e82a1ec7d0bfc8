package dev.fairway.training.queue;

import dev.fairway.contract.Refusal;
import dev.fairway.registry.ModelName;
import dev.fairway.registry.ModelVersion;
import dev.fairway.registry.VersionId;
import dev.fairway.training.WarmStart;
import dev.fairway.training.capacity.MemoryEstimate;
import dev.fairway.training.request.ChosenDatasets;
import dev.fairway.training.request.ChosenVersions;
import dev.fairway.training.request.TrainRequest;
import dev.fairway.training.spec.Architecture;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Holds requests against what there is: data sets, versions, devices and their memory. */
@Component
class Admission {

    private final ChosenDatasets datasets;
    private final ChosenVersions versions;
    private final Slots slots;
    private final MemoryEstimate estimate;

    Admission(ChosenDatasets datasets, ChosenVersions versions, Slots slots, TrainingProperties properties) {
        this.datasets = datasets;
        this.versions = versions;
        this.slots = slots;
        this.estimate = new MemoryEstimate(properties.workerHeap().toBytes());
    }

    /** @throws Refusal that names everything that is wrong */
    TrainRequest.Valid read(JsonNode request) {
        TrainRequest.Valid valid = new TrainRequest(request, datasets::find, versions::find).read();
        slots.requireFit(valid.spec().device(), estimate.of(valid.spec(), valid.dataset()));
        warmStart(valid);
        return valid;
    }

    /**
     * The version whose weights a job is to begin with, or whose network is to learn on; null for fresh ones.
     *
     * @throws Refusal when there is no such version, or it holds no weights that can be read
     */
    @Nullable
    VersionId warmStart(TrainRequest.Valid valid) {
        if (valid.spec().architecture() instanceof Architecture.Torchscript base) {
            return new VersionId(new ModelName(base.model()), Objects.requireNonNull(base.version()));
        }
        WarmStart wish = valid.warmStart();
        if (wish == null) {
            return null;
        }
        ModelName model = Objects.requireNonNullElse(wish.model(), valid.spec().model());
        ModelVersion version = versions.find(new WarmStart(model, wish.alias(), wish.version()));
        if (version == null) {
            throw wrong(wish.version() == null ? "model %s has no alias '%s'".formatted(model, wish.alias())
                    : "there is no version %d of model %s".formatted(wish.version(), model));
        }
        if (!version.manifest().source().type().equals("train_job")) {
            throw wrong("version %d of model %s was not trained here; fine-tune it by the architecture torchscript"
                    .formatted(version.id().number(), model));
        }
        return version.id();
    }

    private static Refusal wrong(String message) {
        return Refusal.invalid("warm_start", message);
    }
}
