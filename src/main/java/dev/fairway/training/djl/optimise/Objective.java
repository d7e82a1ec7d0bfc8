package dev.fairway.training.djl.optimise;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.fairway.training.djl.array.Batch;
import dev.fairway.training.spec.Architecture;
import dev.fairway.training.spec.Loss;

/** What is minimised. */
public sealed interface Objective {

    /** The mean over a batch: a scalar, on the manager of the outputs. */
    NDArray of(NDArray outputs, Batch batch);

    /** How much a batch counts in a mean over many. */
    double weight(NDArray outputs, Batch batch);

    /** @param classes whether classes are to be told apart; quantities are estimated otherwise */
    static Objective of(Loss loss, Architecture architecture, boolean classes) {
        return switch (architecture) {
            // What they give is an error already.
            case Architecture.Autoencoder _,Architecture.Gan _ -> new PerRow((outputs, _) -> outputs);
            case Architecture.TextGenerator _ -> new PerToken();
            case Architecture.Mlp _,Architecture.Lenet _,Architecture.Resnet _,Architecture.Lstm _,Architecture.Gru _,Architecture.TransformerEncoder _,Architecture.Torchscript _ ->
                new PerRow(RowLoss.of(loss, classes));
        };
    }

    /** The mean of the rows' losses by the rows' weights. */
    record PerRow(RowLoss loss) implements Objective {

        @Override
        public NDArray of(NDArray outputs, Batch batch) {
            return loss.of(outputs, batch.targets()).mul(batch.weights()).sum().div(batch.weights().sum());
        }

        @Override
        public double weight(NDArray outputs, Batch batch) {
            return batch.weights().sum().getFloat();
        }
    }

    /** The mean over all tokens, for networks that give the sum of the losses of a text's tokens, and their number. */
    record PerToken() implements Objective {

        @Override
        public NDArray of(NDArray outputs, Batch batch) {
            NDArray sums = outputs.sum(new int[]{0});
            return sums.get(0).div(sums.get(1).maximum(1));
        }

        @Override
        public double weight(NDArray outputs, Batch batch) {
            try (NDManager manager = outputs.getManager().newSubManager()) {
                NDArray sums = outputs.sum(new int[]{0});
                sums.attach(manager);
                return sums.getFloat(1);
            }
        }
    }
}
