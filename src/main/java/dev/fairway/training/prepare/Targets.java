package dev.fairway.training.prepare;

import dev.fairway.feature.Target;
import dev.fairway.training.TrainSpec;
import dev.fairway.training.examples.Truth;
import java.util.Arrays;

/** The truth as a loss reads it. */
public record Targets(Target target, double[] classWeights) {

    /**
     * @param name of what is predicted
     * @param train what is true of the training rows
     */
    public static Targets of(TrainSpec spec, String name, Truth train) {
        Target target = switch (train) {
            case Truth.Classes classes -> new Target.Classes(name, classes.labels().words());
            case Truth.Quantity(double[] values) -> {
                Moments moments = Moments.of(values);
                yield new Target.Quantity(name, moments.mean(), moments.scale());
            }
            // the threshold is found in what the network says, once there is one
            case Truth.Anomalies _ -> new Target.Anomaly(name, Double.POSITIVE_INFINITY);
        };
        return new Targets(target, RowWeights.of(spec, train).byClass());
    }

    /** A figure per row: the index of its class, or the quantity in standard units. */
    public float[] values(Truth truth) {
        float[] values = new float[truth.rows()];
        switch (truth) {
            case Truth.Classes classes -> {
                for (int row = 0; row < values.length; row++) {
                    values[row] = classes.indices()[row];
                }
            }
            case Truth.Anomalies _ -> {
                // nothing is asked for
            }
            case Truth.Quantity quantity -> {
                Target.Quantity units = (Target.Quantity) target;
                for (int row = 0; row < values.length; row++) {
                    values[row] = (float) ((quantity.values()[row] - units.mean()) / units.scale());
                }
            }
        }
        return values;
    }

    /** How much each row counts; anomalies are not learnt from. */
    public float[] weights(Truth truth) {
        float[] weights = new float[truth.rows()];
        Arrays.fill(weights, 1);
        if (truth instanceof Truth.Classes classes && classWeights.length > 0) {
            for (int row = 0; row < weights.length; row++) {
                weights[row] = (float) classWeights[classes.indices()[row]];
            }
        }
        if (truth instanceof Truth.Anomalies(boolean[] anomalous, _)) {
            for (int row = 0; row < weights.length; row++) {
                weights[row] = anomalous[row] ? 0 : 1;
            }
        }
        return weights;
    }
}
