package dev.fairway.feature;

import java.util.List;

/**
 * What the training rows and the model's predictions on held-out rows looked like: the reference window that live
 * traffic is compared with.
 *
 * @param rows rows that were counted for the features
 * @param features counts per feature
 * @param prediction counts of what the model said on held-out rows: its classes, or the bins of its estimates
 */
public record ReferenceProfile(long rows, List<Reference> features, Reference prediction) {

    /** The feature name under which the prediction is counted and reported. */
    public static final String PREDICTION = "prediction";

    public ReferenceProfile {
        features = List.copyOf(features);
    }

    /**
     * The reference counts of one feature.
     *
     * @param feature name of the feature
     * @param bins where its values are counted
     * @param counts rows in each bin
     * @param missing rows without a value
     */
    public record Reference(String feature, Bins bins, long[] counts, long missing) {}
}
