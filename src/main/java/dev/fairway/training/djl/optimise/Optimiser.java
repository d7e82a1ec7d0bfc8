package dev.fairway.training.djl.optimise;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import dev.fairway.training.djl.array.Weight;
import dev.fairway.training.spec.Optimizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Moves weights against their gradients. DJL's optimisers keep their state to themselves and decay biases; here the
 * state can be saved, so that a resumed run goes on as if it had never stopped.
 */
public sealed abstract class Optimiser {

    private final Map<String, NDArray> state = new LinkedHashMap<>();
    private final float decay;
    private long steps;
    private double learningRate;

    private Optimiser(List<Weight> weights, double decay, List<String> moments) {
        this.decay = (float) decay;
        for (Weight weight : weights) {
            if (weight.learnt()) {
                moments.forEach(moment -> state.put(key(weight, moment),
                        weight.array().getManager().zeros(weight.array().getShape())));
            }
        }
    }

    public static Optimiser of(Optimizer settings, List<Weight> weights) {
        return switch (settings.type()) {
            case ADAMW -> new AdamW(weights, settings.weightDecay());
            case SGD -> new Sgd(weights, settings.weightDecay(), settings.momentum());
            case ADAM, NESTEROV, RMSPROP, ADAGRAD ->
                throw new IllegalArgumentException("no optimiser yet: " + settings.type());
        };
    }

    /** Opens a step: every weight is updated once before the next. */
    final void begin(double rate) {
        steps++;
        learningRate = rate;
    }

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

    private static String key(Weight weight, String moment) {
        return weight.name() + "." + moment;
    }

    /** Adam (Kingma and Ba 2015) with decoupled weight decay (Loshchilov and Hutter 2019, arXiv:1711.05101). */
    static final class AdamW extends Optimiser {

        private static final float BETA1 = 0.9f;
        private static final float BETA2 = 0.999f;
        private static final float EPSILON = 1e-8f;

        AdamW(List<Weight> weights, double decay) {
            super(weights, decay, List.of("mean", "variance"));
        }

        @Override
        void update(Weight weight, PtNDArray gradient) {
            double correction = Math.sqrt(1 - Math.pow(BETA2, (double) steps()))
                    / (1 - Math.pow(BETA1, (double) steps()));
            JniUtils.adamUpdate((PtNDArray) weight.array(), gradient, moment(weight, "mean"),
                    moment(weight, "variance"), (float) learningRate(), (float) (learningRate() * correction),
                    decay(weight), 1, -1, BETA1, BETA2, EPSILON, true);
        }
    }

    /** Gradient descent with momentum; weight decay is an L2 penalty. */
    static final class Sgd extends Optimiser {

        private final float momentum;

        Sgd(List<Weight> weights, double decay, double momentum) {
            super(weights, decay, List.of("velocity"));
            this.momentum = (float) momentum;
        }

        @Override
        void update(Weight weight, PtNDArray gradient) {
            JniUtils.sgdUpdate((PtNDArray) weight.array(), gradient, moment(weight, "velocity"), (float) learningRate(),
                    decay(weight), 1, -1, momentum);
        }
    }
}
