package dev.fairway.feature;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.fairway.tensor.DataType;
import dev.fairway.tensor.Tensor;
import java.util.List;

/** The column that a model predicts, and how its raw output becomes a value of that column. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({@JsonSubTypes.Type(value = Target.Classes.class, name = "classes"),
        @JsonSubTypes.Type(value = Target.Quantity.class, name = "quantity")})
public sealed interface Target {

    String name();

    /** Figures that a model gives per row. */
    int width();

    /**
     * Reads a model's raw output: logits of shape (rows, classes), or standardised estimates of shape (rows, 1).
     *
     * @throws IllegalArgumentException when the output has another type or shape than that
     */
    default Predictions predictions(Tensor output) {
        if (output.type() != DataType.FP32 || !output.shape().equals(List.of(output.rows(), width()))) {
            throw new IllegalArgumentException("a model of %s must give FP32 (rows, %d), not %s %s".formatted(name(),
                    width(), output.type(), output.shape()));
        }
        return read(output.toFloats());
    }

    /** @param outputs a model's figures, row by row; they may be changed */
    Predictions read(float[] outputs);

    /** @param labels the classes in the order of the model's logits, at least two */
    record Classes(String name, List<String> labels) implements Target {

        public Classes {
            labels = List.copyOf(labels);
        }

        @Override
        public int width() {
            return labels.size();
        }

        @Override
        public Predictions read(float[] logits) {
            int[] classes = new int[logits.length / width()];
            for (int r = 0; r < classes.length; r++) {
                classes[r] = softmax(logits, r * width(), width());
            }
            return new Predictions.Classified(labels, classes, logits);
        }

        /** Turns one row's logits into probabilities in place and gives the index of the greatest. */
        private static int softmax(float[] row, int from, int width) {
            int best = 0;
            for (int i = 1; i < width; i++) {
                best = row[from + i] > row[from + best] ? i : best;
            }
            double greatest = row[from + best];
            double sum = 0;
            for (int i = 0; i < width; i++) {
                sum += Math.exp(row[from + i] - greatest);
            }
            for (int i = 0; i < width; i++) {
                row[from + i] = (float) (Math.exp(row[from + i] - greatest) / sum);
            }
            return best;
        }
    }

    /**
     * A quantity, predicted in standard units of the training rows.
     *
     * @param mean what is added after scaling
     * @param scale what the model's output is multiplied with
     */
    record Quantity(String name, double mean, double scale) implements Target {

        @Override
        public int width() {
            return 1;
        }

        @Override
        public Predictions read(float[] estimates) {
            double[] values = new double[estimates.length];
            for (int r = 0; r < values.length; r++) {
                values[r] = mean + scale * estimates[r];
            }
            return new Predictions.Estimated(values);
        }
    }
}
