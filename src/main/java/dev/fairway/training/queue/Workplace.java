package dev.fairway.training.queue;

import dev.fairway.dataset.Dataset;
import dev.fairway.training.TrainJob;
import dev.fairway.training.capacity.MemoryEstimate;
import dev.fairway.training.request.ChosenDatasets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a worker needs before it is started: the data, a slot, a folder with its order. */
@Component
class Workplace {

    private final StoredJobs jobs;
    private final JobFolders folders;
    private final Orders orders;
    private final ChosenDatasets datasets;
    private final Slots slots;
    private final MemoryEstimate estimate;
    private final Map<String, String> waiting = new ConcurrentHashMap<>();

    Workplace(
            StoredJobs jobs,
            JobFolders folders,
            Orders orders,
            ChosenDatasets datasets,
            Slots slots,
            TrainingProperties properties) {
        this.jobs = jobs;
        this.folders = folders;
        this.orders = orders;
        this.datasets = datasets;
        this.slots = slots;
        this.estimate = new MemoryEstimate(properties.workerHeap().toBytes());
    }

    /** Null when it has been deleted. */
    @Nullable
    Dataset dataset(TrainJob job) {
        return datasets.find(job.spec().dataset());
    }

    Slots.Slot slot(TrainJob job, Dataset dataset) throws Slots.NoSlot {
        Slots.Slot slot = slots.take(job.id(), job.spec().device(), estimate.of(job.spec(), dataset));
        waiting.remove(job.id());
        return slot;
    }

    /** Tells once what a job waits for. */
    void waits(TrainJob job, Slots.NoSlot reason) {
        if (waiting.put(job.id(), "") == null) {
            jobs.logged(job.id(), "info", "waits: " + reason.getMessage());
        }
    }

    Path order(TrainJob job, Dataset dataset, String device) throws IOException {
        return orders.write(job, dataset, device);
    }

    Path folder(TrainJob job) {
        return folders.of(job.id());
    }
}
