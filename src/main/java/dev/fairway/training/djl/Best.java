package dev.fairway.training.djl;

import dev.fairway.training.Metrics;
import dev.fairway.training.TrainSpec;
import dev.fairway.training.WorkerEvent.EpochEnded;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The best epoch so far. Early stopping compares with it, not with the epoch before: a metric that creeps up and down
 * would otherwise never stop, or stop on its first bad day.
 */
final class Best {

    private final TrainSpec.EarlyStopping settings;
    private final boolean lessIsBetter;
    private int epoch;
    private double value = Double.NaN;
    private Map<String, float[]> weights = Map.of();

    Best(TrainSpec.EarlyStopping settings) {
        this.settings = settings;
        this.lessIsBetter = Metrics.lessIsBetter(settings.metric());
    }

    boolean isBetter(double candidate) {
        if (Double.isNaN(candidate)) {
            return epoch == 0;
        }
        double gain = lessIsBetter ? value - candidate : candidate - value;
        return Double.isNaN(value) || gain > settings.minDelta();
    }

    void set(int newEpoch, double newValue, Map<String, float[]> newWeights) {
        epoch = newEpoch;
        value = newValue;
        weights = newWeights;
    }

    void restore(LearningState state) {
        set(state.bestEpoch(), state.bestValue(), state.best());
    }

    boolean isStale(int now) {
        return epoch > 0 && now - epoch >= settings.patience();
    }

    int epoch() {
        return epoch;
    }

    /** The weights after the best epoch; empty before any. */
    Optional<Map<String, float[]>> weights() {
        return epoch == 0 ? Optional.empty() : Optional.of(weights);
    }

    LearningState in(
            List<EpochEnded> history,
            double seconds,
            Map<String, float[]> network,
            Map<String, float[]> optimiser) {
        return new LearningState(history.getLast().epoch(), epoch, value, seconds, List.copyOf(history), network,
                optimiser, weights);
    }
}
