package dev.fairway.training.djl.optimise;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import dev.fairway.training.djl.array.Weight;
import java.util.List;

/**
 * Adam (Kingma and Ba 2015, arXiv:1412.6980), with weight decay as a penalty on the loss or decoupled from the gradient
 * (Loshchilov and Hutter 2019, arXiv:1711.05101).
 */
final class Adam extends Optimiser {

    static final float BETA1 = 0.9f;
    private static final float BETA2 = 0.999f;
    private static final float EPSILON = 1e-8f;

    private final boolean decoupled;
    private final float beta1;

    Adam(List<Weight> weights, double decay, boolean decoupled, float beta1) {
        super(weights, decay, List.of("mean", "variance"));
        this.decoupled = decoupled;
        this.beta1 = beta1;
    }

    @Override
    void update(Weight weight, PtNDArray gradient) {
        if (!decoupled) {
            addL2(weight, gradient);
        }
        double correction = Math.sqrt(1 - Math.pow(BETA2, (double) steps())) / (1 - Math.pow(beta1, (double) steps()));
        JniUtils.adamUpdate((PtNDArray) weight.array(), gradient, moment(weight, "mean"), moment(weight, "variance"),
                (float) learningRate(), (float) (learningRate() * correction), decoupled ? decay(weight) : 0, 1, -1,
                beta1, BETA2, EPSILON, true);
    }
}
