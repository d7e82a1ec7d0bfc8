package dev.fairway.training.djl;

import dev.fairway.training.StopReason;
import dev.fairway.training.WorkerEvent.EpochEnded;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps everything and stops nothing. */
class Memory implements Watch {

    final List<EpochEnded> epochs = new ArrayList<>();
    final List<LearningState> states = new ArrayList<>();
    int steps;

    @Override
    public void stepped(int epoch, int step, int stepsOfEpoch) {
        steps++;
    }

    @Override
    public void epochEnded(EpochEnded epoch, LearningState state) {
        epochs.add(epoch);
        states.add(state);
    }

    @Override
    public @Nullable StopReason stop() {
        return null;
    }
}
