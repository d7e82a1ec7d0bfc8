package dev.fairway.training.djl;

import ai.djl.ndarray.NDArray;
import dev.fairway.training.djl.array.Batch;
import dev.fairway.training.djl.array.GradientScope;
import dev.fairway.training.djl.network.Network;
import dev.fairway.training.djl.optimise.Gradients;
import dev.fairway.training.djl.optimise.Objective;
import dev.fairway.training.djl.optimise.Optimiser;
import dev.fairway.training.spec.Optimizer;
import java.util.Map;

/** Moves a network down the gradient of its objective, a batch at a time. */
final class Descent implements Teaching {

    private final Network network;
    private final Objective objective;
    private final Optimizer settings;
    private final Optimiser optimiser;

    Descent(Network network, Objective objective, Optimizer settings) {
        this.network = network;
        this.objective = objective;
        this.settings = settings;
        this.optimiser = Optimiser.of(settings, network.weights());
    }

    @Override
    public Moved step(Batch batch, double learningRate) {
        double value;
        try (GradientScope scope = GradientScope.recording()) {
            NDArray loss = objective.of(network.forward(batch, true), batch);
            value = loss.getFloat();
            scope.backward(loss);
        }
        try (Gradients gradients = new Gradients(network.weights())) {
            gradients.addL1(settings.l1());
            double norm = gradients.clip(settings.clipNorm());
            gradients.apply(optimiser, learningRate);
            return new Moved(value, norm);
        }
    }

    @Override
    public Map<String, float[]> snapshot() {
        return optimiser.snapshot();
    }

    @Override
    public void restore(Map<String, float[]> snapshot, long steps) {
        optimiser.restore(snapshot, steps);
    }
}
