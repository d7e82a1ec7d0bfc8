package dev.fairway.training.queue;

import dev.fairway.dataset.Dataset;
import dev.fairway.registry.ModelVersion;
import dev.fairway.registry.Models;
import dev.fairway.registry.Network;
import dev.fairway.registry.VersionId;
import dev.fairway.training.Checkpoint;
import dev.fairway.training.Leg;
import dev.fairway.training.TrainJob;
import dev.fairway.training.WorkOrder;
import dev.fairway.training.queue.StoredTrials.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes what the next worker of a job is to do. */
@Component
class Orders {

    private final StoredJobs jobs;
    private final StoredTrials trials;
    private final JobFolders folders;
    private final Models models;

    Orders(StoredJobs jobs, StoredTrials trials, JobFolders folders, Models models) {
        this.jobs = jobs;
        this.trials = trials;
        this.folders = folders;
        this.models = models;
    }

    /** Gives the folder that the order lies in. */
    Path write(TrainJob job, Dataset dataset, String device) throws IOException {
        Optional<Trial> winner = trials.chosen(job.id());
        TrainJob done = winner.flatMap(trial -> jobs.find(trial.job())).orElse(job);
        if (winner.isPresent()) {
            handOver(done, job);
        }
        return folders.write(
                new WorkOrder(job.id(), done.spec(), dataset, device, leg(job, winner.orElse(null)), warmStart(done)));
    }

    private @Nullable Leg leg(TrainJob job, @Nullable Trial winner) {
        if (winner != null) {
            return new Leg(winner.epochs(), true);
        }
        Trial trial = job.parent() == null ? null : trials.find(job.id()).orElse(null);
        if (trial == null) {
            return null;
        }
        List<Integer> rungs = trials.plan(trial.search()).orElseThrow().rungs();
        return new Leg(rungs.isEmpty() ? job.spec().epochs() : rungs.get(trial.rung()), false);
    }

    /** What the best trial has learnt, and nothing else, is what the search goes on from. */
    private void handOver(TrainJob trial, TrainJob search) throws IOException {
        Path to = Files.createDirectories(Checkpoint.folder(folders.of(search.id())));
        for (Path file : Checkpoint.files(Checkpoint.folder(folders.of(trial.id())))) {
            Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private @Nullable Path warmStart(TrainJob job) {
        VersionId version = jobs.warmStart(job.id()).orElse(null);
        return version == null ? null
                : models.version(version)
                        .map(ModelVersion::folder)
                        .map(folder -> folder.model(Network.Format.TORCHSCRIPT).toAbsolutePath())
                        .orElseThrow(() -> dev.fairway.contract.Refusal.invalid("warm_start",
                                "version %s has been deleted".formatted(version)));
    }
}
