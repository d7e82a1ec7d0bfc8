package dev.fairway.training.worker;

import dev.fairway.training.Leg;
import dev.fairway.training.StopReason;
import dev.fairway.training.TrainSpec;
import dev.fairway.training.WorkOrder;
import dev.fairway.training.WorkerEvent;
import dev.fairway.training.djl.LearningState;
import dev.fairway.training.djl.Watch;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Tells of progress, keeps checkpoints, and ends learning when the caller or the clock says so. */
final class JobWatch implements Watch {

    private static final long BETWEEN_STEPS = Duration.ofMillis(300).toNanos();

    private final Stages stages;
    private final Commands commands;
    private final Checkpoints checkpoints;
    private final int epochs;
    private final int until;
    private final long deadline;
    private int done;
    private long toldAt = System.nanoTime() - BETWEEN_STEPS;

    /** @param saved the state that the job goes on from; null when it begins */
    JobWatch(
            WorkOrder order,
            Stages stages,
            Commands commands,
            Checkpoints checkpoints,
            @Nullable LearningState saved) {
        TrainSpec spec = order.spec();
        Leg leg = order.leg();
        this.stages = stages;
        this.commands = commands;
        this.checkpoints = checkpoints;
        this.epochs = spec.epochs();
        this.until = leg == null ? Integer.MAX_VALUE : leg.until();
        this.done = saved == null ? 0 : saved.epoch();
        // Time that earlier runs of the job have used up counts.
        Duration spent = Duration.ofMillis(saved == null ? 0 : (long) (saved.seconds() * 1000));
        this.deadline = System.nanoTime() + spec.timeout().minus(spent).toNanos();
    }

    @Override
    public void stepped(int epoch, int step, int steps) {
        long now = System.nanoTime();
        if (now - toldAt >= BETWEEN_STEPS || (step == steps && epoch == epochs)) {
            toldAt = now;
            stages.tell(new WorkerEvent.Stepped(epoch, epochs, step, steps));
        }
    }

    /** The checkpoint comes first: what was told must not be forgotten. */
    @Override
    public void epochEnded(WorkerEvent.EpochEnded epoch, LearningState state) {
        checkpoints.save(state);
        done = epoch.epoch();
        stages.conclude(epoch);
    }

    /** Epochs of which there is a checkpoint. */
    int done() {
        return done;
    }

    /** The end of a leg breaks off as a cancellation does: what comes after it must not leave a trace. */
    @Override
    public @Nullable StopReason stop() {
        if (commands.cancelled() || done >= until) {
            return StopReason.CANCELLED;
        }
        return System.nanoTime() - deadline > 0 ? StopReason.MAX_RUNTIME : null;
    }
}
