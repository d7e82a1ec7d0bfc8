package dev.fairway.training.spec;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How weights are moved against their gradients.
 *
 * @param momentum of {@code sgd}, {@code nesterov} and {@code rmsprop} only
 * @param weightDecay decoupled (Loshchilov and Hutter 2019) for {@code adamw}, L2 for the others; never on biases and
 *     normalisation
 * @param l1 weight of the sum of absolute weights in the loss
 * @param clipNorm greatest norm of all gradients together; 0 never clips
 * @param warmupSteps steps in which the learning rate rises from nothing
 */
public record Optimizer(
        Type type,
        double learningRate,
        double momentum,
        double weightDecay,
        double l1,
        double clipNorm,
        Schedule schedule,
        int warmupSteps) {

    public enum Type {
        /** Adam with decoupled weight decay (Loshchilov and Hutter 2019, arXiv:1711.05101). */
        @JsonProperty("adamw")
        ADAMW,
        /** Kingma and Ba 2015, arXiv:1412.6980. */
        @JsonProperty("adam")
        ADAM,
        @JsonProperty("sgd")
        SGD,
        /** SGD whose momentum looks ahead (Sutskever et al. 2013). */
        @JsonProperty("nesterov")
        NESTEROV,
        /** Tieleman and Hinton 2012, smoothed with 0.99. */
        @JsonProperty("rmsprop")
        RMSPROP,
        /** Duchi, Hazan and Singer 2011. */
        @JsonProperty("adagrad")
        ADAGRAD;

        public boolean hasMomentum() {
            return this == SGD || this == NESTEROV || this == RMSPROP;
        }
    }
}
