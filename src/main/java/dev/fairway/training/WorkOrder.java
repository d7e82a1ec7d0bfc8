package dev.fairway.training;

import dev.fairway.dataset.Dataset;

/**
 * What a worker is to do: {@code order.json} in the job's folder, written before the worker starts.
 *
 * @param job id of the train job
 * @param spec what was asked for
 * @param dataset what to learn from, with the path of its table
 */
public record WorkOrder(String job, TrainSpec spec, Dataset dataset) {

    public static final String FILE = "order.json";
}
