package dev.fairway.training.djl.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.Activation;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import dev.fairway.training.djl.array.Weight;
import dev.fairway.training.djl.array.Weights;
import java.util.List;
import java.util.Locale;

/** A step of a network: computed here while it is trained, and as TorchScript wherever it serves. */
public sealed interface Layer {

    NDArray forward(NDArray input, boolean training);

    /** The same step as a TorchScript expression of the input. */
    String script(String input);

    default List<Weight> weights() {
        return List.of();
    }

    /** {@code x·Wᵀ + b} */
    record Linear(Weight weight, Weight bias) implements Layer {

        /** Normal weights of variance 2/n keep the variance through a ReLU (He et al. 2015, arXiv:1502.01852). */
        public static Linear of(Weights weights, String name, int inputs, int outputs) {
            return new Linear(weights.normal(name + "_weight", Math.sqrt(2.0 / inputs), outputs, inputs),
                    weights.filled(name + "_bias", Weight.Role.OFFSET, 0, outputs));
        }

        @Override
        public NDArray forward(NDArray input, boolean training) {
            return ai.djl.nn.core.Linear.linear(input, weight.array(), bias.array()).singletonOrThrow();
        }

        @Override
        public String script(String input) {
            return "torch.linear(%s, self.%s, self.%s)".formatted(input, weight.name(), bias.name());
        }

        @Override
        public List<Weight> weights() {
            return List.of(weight, bias);
        }
    }

    /** Batch normalisation (Ioffe and Szegedy 2015, arXiv:1502.03167) of the columns of a matrix. */
    record Normalise(Weight scale, Weight shift, Weight mean, Weight variance) implements Layer {

        /** How far one batch moves the running statistics. */
        private static final float STEP = 0.1f;
        private static final float EPSILON = 1e-5f;

        public static Normalise of(Weights weights, String name, int width) {
            return new Normalise(weights.filled(name + "_scale", Weight.Role.OFFSET, 1, width),
                    weights.filled(name + "_shift", Weight.Role.OFFSET, 0, width),
                    weights.filled(name + "_mean", Weight.Role.STATISTIC, 0, width),
                    weights.filled(name + "_variance", Weight.Role.STATISTIC, 1, width));
        }

        /** DJL's momentum is what stays of the old statistics, libtorch's is what comes of the new. */
        @Override
        public NDArray forward(NDArray input, boolean training) {
            return BatchNorm
                    .batchNorm(input, mean.array(), variance.array(), scale.array(), shift.array(), 1, 1 - STEP,
                            EPSILON, training)
                    .singletonOrThrow();
        }

        @Override
        public String script(String input) {
            return "torch.batch_norm(%s, self.%s, self.%s, self.%s, self.%s, self.training, 0.1, 1.0e-05, False)"
                    .formatted(input, scale.name(), shift.name(), mean.name(), variance.name());
        }

        @Override
        public List<Weight> weights() {
            return List.of(scale, shift, mean, variance);
        }
    }

    /** {@code max(x, 0)} */
    record Relu() implements Layer {

        @Override
        public NDArray forward(NDArray input, boolean training) {
            return Activation.relu(input);
        }

        @Override
        public String script(String input) {
            return "torch.relu(%s)".formatted(input);
        }
    }

    /** @param rate share of the units that is switched off in each training step */
    record Drop(double rate) implements Layer {

        @Override
        public NDArray forward(NDArray input, boolean training) {
            return Dropout.dropout(input, (float) rate, training).singletonOrThrow();
        }

        @Override
        public String script(String input) {
            return String.format(Locale.ROOT, "torch.dropout(%s, %s, self.training)", input, rate);
        }
    }

    /** A learnt vector per category: indices of shape (rows) to vectors of shape (rows, width). */
    record Embed(Weight vectors) implements Layer {

        public static Embed of(Weights weights, String name, int cardinality, int width) {
            return new Embed(weights.normal(name, 1 / Math.sqrt(width), cardinality, width));
        }

        @Override
        public NDArray forward(NDArray input, boolean training) {
            return ai.djl.nn.core.Embedding.embedding(input, vectors.array(), SparseFormat.DENSE).singletonOrThrow();
        }

        @Override
        public String script(String input) {
            return "torch.embedding(self.%s, %s)".formatted(vectors.name(), input);
        }

        @Override
        public List<Weight> weights() {
            return List.of(vectors);
        }
    }
}
