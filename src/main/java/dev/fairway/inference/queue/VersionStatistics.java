package dev.fairway.inference.queue;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a version has done since it was loaded, counted as Triton's statistics extension of the Open Inference Protocol
 * has it.
 *
 * @param lastInference when the newest batch was answered; null before the first
 * @param inferences rows that were answered
 * @param executions runs of the model that led to answers; {@code inferences / executions} is the mean batch
 * @param success requests that were answered, from their coming to their answer
 * @param fail requests that were not
 * @param queue waiting for a worker, over requests that were run
 * @param computeInput joining rows, each request counted with the time of its batch
 * @param computeInfer in the model, each request counted with the time of its batch
 * @param computeOutput handing out answers, each request counted with the time of its batch
 * @param batches runs by the number of their rows, the smallest first
 */
public record VersionStatistics(
        @Nullable Instant lastInference,
        long inferences,
        long executions,
        Spent success,
        Spent fail,
        Spent queue,
        Spent computeInput,
        Spent computeInfer,
        Spent computeOutput,
        List<OfSize> batches) {

    /** How often something happened, and how long it took all told. */
    public record Spent(long count, long nanos) {}

    /** Runs of so many rows. */
    public record OfSize(int rows, Spent computeInput, Spent computeInfer, Spent computeOutput) {}
}
