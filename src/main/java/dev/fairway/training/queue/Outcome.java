package dev.fairway.training.queue;

/** What becomes of a job's place in the queue after a run. */
enum Outcome {
    /** The job has ended, or waits for somebody who will put it back. */
    LEAVES,
    /** The run broke off because the service stops; another one goes on. */
    STAYS,
    /** There is no room for it now. */
    WAITS
}
