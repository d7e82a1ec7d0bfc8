package dev.fairway.training.djl.optimise;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import dev.fairway.training.djl.array.Weight;
import java.util.ArrayList;
import java.util.List;

/**
 * The gradients of a network's learnt weights after one backward pass.
 *
 * <p>DJL's own clipping takes gradients down to its limit but leaves those below its negative alone; here all of them
 * are scaled together, which keeps the direction of the step (Pascanu, Mikolov and Bengio 2013, arXiv:1211.5063).
 */
public final class Gradients implements AutoCloseable {

    private final List<Weight> weights;
    private final List<PtNDArray> gradients = new ArrayList<>();

    public Gradients(List<Weight> weights) {
        this.weights = weights.stream().filter(Weight::learnt).toList();
        this.weights.forEach(weight -> gradients.add((PtNDArray) weight.array().getGradient()));
    }

    /** Adds the gradient of {@code strength · Σ|w|} over the weights that decay. */
    public void addL1(double strength) {
        for (int i = 0; i < gradients.size(); i++) {
            if (strength > 0 && weights.get(i).decays()) {
                try (NDArray sign = weights.get(i).array().sign(); NDArray detached = sign.stopGradient()) {
                    gradients.get(i).addi(detached.muli(strength));
                }
            }
        }
    }

    /**
     * Scales all gradients so that their common norm is at most the limit.
     *
     * @return the norm before
     */
    public double clip(double limit) {
        double squares = 0;
        for (float norm : norms()) {
            squares += Math.pow(norm, 2);
        }
        double norm = Math.sqrt(squares);
        if (limit > 0 && norm > limit) {
            try (NDArray share = gradients.getFirst().getManager().create((float) (limit / norm))) {
                gradients.forEach(gradient -> gradient.muli(share));
            }
        }
        return norm;
    }

    /** The norm of each, read in one piece: every reading costs as much as a small step. */
    private float[] norms() {
        if (gradients.isEmpty()) {
            return new float[0];
        }
        try (NDManager own = gradients.getFirst().getManager().newSubManager()) {
            NDList norms = new NDList();
            for (PtNDArray gradient : gradients) {
                NDArray norm = gradient.norm();
                norm.attach(own);
                norms.add(norm);
            }
            NDArray all = NDArrays.stack(norms);
            all.attach(own);
            return all.toFloatArray();
        }
    }

    /** Lets the optimiser step, and clears the gradients for the next pass. */
    public void apply(Optimiser optimiser, double learningRate) {
        optimiser.begin(learningRate);
        for (int i = 0; i < gradients.size(); i++) {
            optimiser.update(weights.get(i), gradients.get(i));
        }
        clear();
    }

    /** Makes all gradients 0: the next pass would add to them. */
    public void clear() {
        weights.forEach(weight -> JniUtils.zeroGrad((PtNDArray) weight.array()));
    }

    @Override
    public void close() {
        gradients.forEach(NDArray::close);
    }
}
