package dev.fairway.training.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import dev.fairway.training.djl.array.Batch;
import dev.fairway.training.djl.array.GradientScope;
import dev.fairway.training.djl.array.Weight;
import dev.fairway.training.djl.network.AdversarialNetwork;
import dev.fairway.training.djl.optimise.Gradients;
import dev.fairway.training.djl.optimise.Optimiser;
import dev.fairway.training.spec.Optimizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Teaches the judge to tell real rows from made ones, then the maker to be taken for real, each by an optimiser of its
 * own.
 */
final class Adversary implements Teaching {

    private final AdversarialNetwork network;
    private final Optimizer settings;
    private final Optimiser judge;
    private final Optimiser maker;

    Adversary(AdversarialNetwork network, Optimizer settings) {
        this.network = network;
        this.settings = settings;
        judge = Optimiser.againstAnother(settings, network.judge());
        maker = Optimiser.againstAnother(settings, network.maker());
    }

    @Override
    public Moved step(Batch batch, double learningRate) {
        NDArray made = network.made(batch, true);
        double told;
        try (GradientScope scope = GradientScope.recording()) {
            NDArray loss = surprise(network.judged(network.real(batch), true), true)
                    .add(surprise(network.judged(made, true), false));
            told = loss.getFloat();
            scope.backward(loss);
        }
        double norm = apply(network.judge(), judge, learningRate);
        double taken;
        try (GradientScope scope = GradientScope.recording()) {
            NDArray loss = surprise(network.judged(network.made(batch, true), true), true);
            taken = loss.getFloat();
            scope.backward(loss);
        }
        norm = Math.hypot(norm, apply(network.maker(), maker, learningRate));
        // The way back to the maker went through the judge and left gradients there.
        try (Gradients left = new Gradients(network.judge())) {
            left.clear();
        }
        return new Moved(told + taken, norm);
    }

    /** Binary cross entropy of logits that should all say the same. */
    private static NDArray surprise(NDArray logits, boolean real) {
        return Activation.softPlus(real ? logits.neg() : logits).mean();
    }

    private double apply(List<Weight> weights, Optimiser optimiser, double learningRate) {
        try (Gradients gradients = new Gradients(weights)) {
            double norm = gradients.clip(settings.clipNorm());
            gradients.apply(optimiser, learningRate);
            return norm;
        }
    }

    @Override
    public Map<String, float[]> snapshot() {
        Map<String, float[]> snapshot = new LinkedHashMap<>(judge.snapshot());
        snapshot.putAll(maker.snapshot());
        return snapshot;
    }

    @Override
    public void restore(Map<String, float[]> snapshot, long steps) {
        judge.restore(snapshot, steps);
        maker.restore(snapshot, steps);
    }
}
