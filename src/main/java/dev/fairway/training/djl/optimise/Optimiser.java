package dev.fairway.training.djl.optimise;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import dev.fairway.training.djl.array.Weight;
import dev.fairway.training.spec.Optimizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Moves weights against their gradients. DJL's optimisers keep their state to themselves, decay biases and are but
 * three; here the state can be saved, so that a resumed run goes on as if it had never stopped.
 */
public abstract sealed class Optimiser permits Adam, Momentum, RootMeanSquare, AdaptiveGradient {

    private final Map<String, NDArray> state = new LinkedHashMap<>();
    private final float decay;
    private long steps;
    private double learningRate;

    Optimiser(List<Weight> weights, double decay, List<String> moments) {
        this.decay = (float) decay;
        for (Weight weight : weights) {
            if (weight.learnt()) {
                moments.forEach(moment -> state.put(key(weight, moment),
                        weight.array().getManager().zeros(weight.array().getShape())));
            }
        }
    }

    public static Optimiser of(Optimizer settings, List<Weight> weights) {
        double decay = settings.weightDecay();
        double momentum = settings.momentum();
        return switch (settings.type()) {
            case ADAMW -> new Adam(weights, decay, true, Adam.BETA1);
            case ADAM -> new Adam(weights, decay, false, Adam.BETA1);
            case SGD -> new Momentum(weights, decay, momentum, false);
            case NESTEROV -> new Momentum(weights, decay, momentum, true);
            case RMSPROP -> new RootMeanSquare(weights, decay, momentum);
            case ADAGRAD -> new AdaptiveGradient(weights, decay);
        };
    }

    /** For networks that learn against each other: Adam with the shorter memory of Radford et al. 2016 (1511.06434). */
    public static Optimiser againstAnother(Optimizer settings, List<Weight> weights) {
        return switch (settings.type()) {
            case ADAMW -> new Adam(weights, settings.weightDecay(), true, 0.5f);
            case ADAM -> new Adam(weights, settings.weightDecay(), false, 0.5f);
            case SGD, NESTEROV, RMSPROP, ADAGRAD -> of(settings, weights);
        };
    }

    /** Opens a step: every weight is updated once before the next. */
    public final void begin(double rate) {
        steps++;
        learningRate = rate;
    }

    /** Recording must be off; the gradient may be overwritten. */
    abstract void update(Weight weight, PtNDArray gradient);

    public final Map<String, float[]> snapshot() {
        Map<String, float[]> snapshot = new LinkedHashMap<>();
        state.forEach((key, array) -> snapshot.put(key, Weight.values(array)));
        return snapshot;
    }

    public final void restore(Map<String, float[]> snapshot, long stepsDone) {
        state.forEach((key, array) -> Weight.restore(array, Objects.requireNonNull(snapshot.get(key))));
        steps = stepsDone;
    }

    final PtNDArray moment(Weight weight, String moment) {
        return (PtNDArray) Objects.requireNonNull(state.get(key(weight, moment)));
    }

    public final long steps() {
        return steps;
    }

    public final double learningRate() {
        return learningRate;
    }

    final float decay(Weight weight) {
        return weight.decays() ? decay : 0;
    }

    /** Adds the gradient of {@code decay · w² / 2}. */
    final void addL2(Weight weight, PtNDArray gradient) {
        if (decay(weight) > 0) {
            try (NDArray pull = weight.array().mul(decay(weight))) {
                gradient.addi(pull);
            }
        }
    }

    private static String key(Weight weight, String moment) {
        return weight.name() + "." + moment;
    }
}
