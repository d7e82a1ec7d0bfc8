package dev.fairway.training.djl;

import dev.fairway.training.WorkerEvent;
import java.util.List;
import java.util.Map;

/**
 * All that it takes to go on learning after an epoch as if nothing had happened.
 *
 * @param epoch epochs done
 * @param bestEpoch the epoch of the best weights, 0 before any
 * @param bestValue the watched metric of that epoch
 * @param history what was told of each epoch; whoever was to hear it may have died first
 * @param seconds time spent learning so far
 * @param weights the network
 * @param optimiser the moments of its gradients
 * @param best the network after the best epoch
 */
public record LearningState(
        int epoch,
        int bestEpoch,
        double bestValue,
        double seconds,
        List<WorkerEvent.EpochEnded> history,
        Map<String, float[]> weights,
        Map<String, float[]> optimiser,
        Map<String, float[]> best) {}
