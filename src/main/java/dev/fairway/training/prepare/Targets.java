package dev.fairway.training.prepare;

import dev.fairway.feature.Target;
import dev.fairway.training.examples.Truth;
import java.util.Arrays;

/** The truth as a loss reads it. */
record Targets(Target target, RowWeights classWeights) {

    float[] values(Truth truth) {
        float[] values = new float[truth.rows()];
        switch (truth) {
            case Truth.Classes classes -> {
                for (int row = 0; row < values.length; row++) {
                    values[row] = classes.indices()[row];
                }
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

    float[] weights(Truth truth) {
        float[] weights = new float[truth.rows()];
        Arrays.fill(weights, 1);
        if (truth instanceof Truth.Classes classes) {
            for (int row = 0; row < weights.length; row++) {
                weights[row] = (float) classWeights.of(classes.indices()[row]);
            }
        }
        return weights;
    }
}
