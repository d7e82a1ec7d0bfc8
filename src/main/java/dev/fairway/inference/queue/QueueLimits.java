package dev.fairway.inference.queue;

import dev.fairway.contract.Refusal;
import dev.fairway.tensor.Tensor;
import java.util.List;

/**
 * What a queue holds and how it makes runs of it.
 *
 * @param maxQueue requests that may wait
 * @param maxBatch rows that one run computes at most
 * @param joined whether rows of several requests may share a run; a network without a dimension of rows runs one request
 *     at a time, whatever its shape
 */
public record QueueLimits(int maxQueue, int maxBatch, boolean joined) {

    public QueueLimits {
        if (maxQueue < 1 || maxBatch < 1 || (!joined && maxBatch > 1)) {
            throw new IllegalArgumentException("a queue holds and runs something, and joins only what may be joined");
        }
    }

    /** A queue of a network whose requests are run in batches. */
    public static QueueLimits of(int maxQueue, int maxBatch) {
        return new QueueLimits(maxQueue, maxBatch, true);
    }

    /** A queue of a network that runs one request at a time. */
    public static QueueLimits alone(int maxQueue) {
        return new QueueLimits(maxQueue, 1, false);
    }

    /**
     * The rows of a request's inputs; 1 for a network that does not know rows.
     *
     * @throws Refusal when an input has fewer or more than the others, which would shift the rows of whoever shares its run
     */
    int rows(List<Tensor> inputs) {
        if (!joined) {
            return 1;
        }
        int rows = inputs.getFirst().rows();
        for (Tensor input : inputs) {
            if (input.rows() != rows) {
                throw Refusal.invalid("inputs." + input.name(),
                        "has %d rows where %s has %d".formatted(input.rows(), inputs.getFirst().name(), rows));
            }
        }
        return rows;
    }
}
