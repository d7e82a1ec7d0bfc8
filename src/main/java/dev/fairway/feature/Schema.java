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
        return target.predictions(output);
    }
}
