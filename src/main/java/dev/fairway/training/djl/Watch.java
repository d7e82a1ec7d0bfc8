package dev.fairway.training.djl;

import dev.fairway.training.StopReason;
import dev.fairway.training.WorkerEvent;
import org.jspecify.annotations.Nullable;

/** Sees how learning goes on, and may end it. Called on the learning thread. */
public interface Watch {

    /** A step is done; both count from 1. */
    void stepped(int epoch, int step, int steps);

    /** An epoch is done; {@code state} is what learning could go on from. */
    void epochEnded(WorkerEvent.EpochEnded epoch, LearningState state);

    /** Asked before each step: {@link StopReason#CANCELLED}, {@link StopReason#MAX_RUNTIME}, or null to go on. */
    @Nullable
    StopReason stop();
}
