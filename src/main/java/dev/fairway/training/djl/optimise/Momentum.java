package dev.fairway.training.djl.optimise;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import dev.fairway.training.djl.array.Weight;
import java.util.List;

/**
 * Gradient descent with momentum, which looks ahead where asked (Sutskever et al. 2013); weight decay is an L2 penalty.
 */
final class Momentum extends Optimiser {

    private static final String VELOCITY = "velocity";

    private final float momentum;
    private final boolean nesterov;

    Momentum(List<Weight> weights, double decay, double momentum, boolean nesterov) {
        super(weights, decay, List.of(VELOCITY));
        this.momentum = (float) momentum;
        this.nesterov = nesterov;
    }

    @Override
    void update(Weight weight, PtNDArray gradient) {
        PtNDArray velocity = moment(weight, VELOCITY);
        if (!nesterov) {
            JniUtils.sgdUpdate((PtNDArray) weight.array(), gradient, velocity, (float) learningRate(), decay(weight), 1,
                    -1, momentum);
            return;
        }
        addL2(weight, gradient);
        velocity.muli(momentum).addi(gradient);
        try (NDArray ahead = velocity.mul(momentum)) {
            weight.array().subi(ahead.addi(gradient).muli((float) learningRate()));
        }
    }
}
