package dev.fairway.inference.queue;

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
}
