package dev.fairway.training.djl.optimise;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import dev.fairway.training.djl.array.Weight;
import java.util.List;

/** RMSProp (Tieleman and Hinton 2012), with momentum where asked; weight decay is an L2 penalty. */
final class RootMeanSquare extends Optimiser {

    private static final float SMOOTHING = 0.99f;
    private static final float EPSILON = 1e-8f;

    private final float momentum;

    RootMeanSquare(List<Weight> weights, double decay, double momentum) {
        super(weights, decay, momentum > 0 ? List.of("square", "velocity") : List.of("square"));
        this.momentum = (float) momentum;
    }

    @Override
    void update(Weight weight, PtNDArray gradient) {
        addL2(weight, gradient);
        PtNDArray mean = moment(weight, "square");
        try (NDArray square = gradient.square()) {
            mean.muli(SMOOTHING).addi(square.muli(1 - SMOOTHING));
        }
        try (NDArray root = mean.sqrt(); NDArray step = gradient.div(root.addi(EPSILON))) {
            if (momentum > 0) {
                PtNDArray velocity = moment(weight, "velocity");
                velocity.muli(momentum).addi(step);
                velocity.copyTo(step);
            }
            weight.array().subi(step.muli((float) learningRate()));
        }
    }
}
