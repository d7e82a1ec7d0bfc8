package dev.fairway.training.web;

import dev.fairway.registry.ModelName;
import dev.fairway.training.TrainJob;
import dev.fairway.training.TrainJobs;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Trains models again on data that has grown. */
@RestController
class RetrainController {

    private final TrainJobs jobs;

    RetrainController(TrainJobs jobs) {
        this.jobs = jobs;
    }

    /** @param warmStart whether to begin with the weights of the version in production */
    record Retrain(@Nullable Boolean warmStart) {}

    @PostMapping("/api/models/{model}/retrain")
    ResponseEntity<TrainJob> retrain(
            @PathVariable ModelName model,
            @RequestBody(required = false) @Nullable Retrain wish) {
        boolean warm = wish != null && Boolean.TRUE.equals(wish.warmStart());
        TrainJob job = jobs.retrain(model, warm);
        return ResponseEntity.accepted().location(URI.create("/api/train-jobs/" + job.id())).body(job);
    }
}
