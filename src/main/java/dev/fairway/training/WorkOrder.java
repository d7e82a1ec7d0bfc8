package dev.fairway.training;

import dev.fairway.dataset.Dataset;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a worker is to do: {@code order.json} in the job's folder, written before the worker starts.
 *
 * @param job id of the train job
 * @param spec what was asked for
 * @param dataset what to learn from, with the path of its table
 * @param device that it has a slot on: {@code cpu}, or {@code cuda:} and the number of a card
 * @param leg how far to go; null to the end
 * @param warmStart the network whose weights learning begins with; null for fresh ones
 */
public record WorkOrder(
        String job,
        TrainSpec spec,
        Dataset dataset,
        String device,
        @Nullable Leg leg,
        @Nullable Path warmStart) {

    public static final String FILE = "order.json";

    /** A whole job on the CPU, from fresh weights. */
    public WorkOrder(String job, TrainSpec spec, Dataset dataset) {
        this(job, spec, dataset, "cpu", null, null);
    }
}
