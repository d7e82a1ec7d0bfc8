package dev.fairway.training.queue;

import dev.fairway.training.Failure;
import dev.fairway.training.JobState;
import dev.fairway.training.StopReason;
import org.jspecify.annotations.Nullable;

/**
 * How a train job ends.
 *
 * @param reason why training stopped; null where the job failed before
 * @param message what an operator reads in the job's transitions
 */
record Ending(JobState state, @Nullable StopReason reason, @Nullable Failure failure, String message) {

    static Ending succeeded(StopReason reason, String message) {
        return new Ending(JobState.SUCCEEDED, reason, null, message);
    }

    static Ending cancelled(String message) {
        return new Ending(JobState.CANCELLED, StopReason.CANCELLED, null, message);
    }

    static Ending failed(Failure failure) {
        return new Ending(JobState.FAILED, null, failure, failure.message());
    }

    static Ending timedOut(Failure failure) {
        return new Ending(JobState.FAILED, StopReason.MAX_RUNTIME, failure, failure.message());
    }
}
