package dev.fairway.training.djl.optimise;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import dev.fairway.training.djl.array.Weight;
import java.util.List;

/** Adagrad (Duchi, Hazan and Singer 2011); weight decay is an L2 penalty. */
final class AdaptiveGradient extends Optimiser {

    private static final float EPSILON = 1e-10f;

    AdaptiveGradient(List<Weight> weights, double decay) {
        super(weights, decay, List.of("squares"));
    }

    @Override
    void update(Weight weight, PtNDArray gradient) {
        addL2(weight, gradient);
        PtNDArray squares = moment(weight, "squares");
        try (NDArray square = gradient.square()) {
            squares.addi(square);
        }
        try (NDArray root = squares.sqrt(); NDArray step = gradient.div(root.addi(EPSILON))) {
            weight.array().subi(step.muli((float) learningRate()));
        }
    }
}
