package dev.fairway.monitoring.drift;

import java.util.List;

/**
 * Which features of a window moved.
 *
 * @param detected whether any feature or the prediction drifted
 * @param verdict drift where one drifted; else insufficient data where none could be judged
 * @param level the chance of a false alarm that this window may take
 * @param features the features in the order of the schema
 * @param prediction what the model said
 */
public record DriftReport(
        boolean detected,
        Verdict verdict,
        double level,
        List<FeatureDrift> features,
        FeatureDrift prediction) {

    public DriftReport {
        features = List.copyOf(features);
    }
}
