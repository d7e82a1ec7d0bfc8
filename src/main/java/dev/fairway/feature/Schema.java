package dev.fairway.feature;

import dev.fairway.tensor.Tensor;
import java.util.List;

/**
 * What a model reads and what it predicts.
 *
 * @param task what kind of prediction it makes
 * @param features the columns that it reads, in the order of the training data
 * @param target the column that it predicts
 */
public record Schema(Task task, List<Feature> features, Target target) {

    public Schema {
        features = List.copyOf(features);
    }

    /**
     * Reads a model's raw output: logits of shape (rows, classes), or standardised estimates of shape (rows, 1).
     *
     * @throws IllegalArgumentException when the output has another shape than the target asks for
     */
    public Predictions predictions(Tensor output) {
        int width = switch (target) {
            case Target.Classes classes -> classes.labels().size();
            case Target.Quantity _ -> 1;
        };
        if (!output.shape().equals(List.of(output.rows(), width))) {
            throw new IllegalArgumentException(
                    "a model of %s must give (rows, %d), not %s".formatted(target.name(), width, output.shape()));
        }
        return switch (target) {
            case Target.Classes classes -> classified(classes.labels(), output.toFloats());
            case Target.Quantity quantity -> estimated(quantity, output.toFloats());
        };
    }

    private static Predictions classified(List<String> labels, float[] logits) {
        int width = labels.size();
        int[] classes = new int[logits.length / width];
        for (int r = 0; r < classes.length; r++) {
            classes[r] = softmax(logits, r * width, width);
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

    private static Predictions estimated(Target.Quantity quantity, float[] outputs) {
        double[] values = new double[outputs.length];
        for (int r = 0; r < values.length; r++) {
            values[r] = quantity.mean() + quantity.scale() * outputs[r];
        }
        return new Predictions.Estimated(values);
    }
}
