package dev.fairway.monitoring.drift;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a feature, or the prediction, is from where it was in training.
 *
 * @param feature name of the feature
 * @param statistic which distance the score is: {@code psi}
 * @param score the distance; null without rows
 * @param threshold the score from which the feature counts as drifted; null without rows
 * @param detected whether it drifted; false when that cannot be told
 * @param verdict the same in three values
 * @param pValue how likely chance alone gives such a score, corrected for the number of features; null without rows
 * @param rows rows of the window that had a value
 * @param referenceRows rows that the window is compared with
 * @param moved the bins that make up most of the score, the greatest share first
 */
public record FeatureDrift(
        String feature,
        String statistic,
        @Nullable Double score,
        @Nullable Double threshold,
        boolean detected,
        Verdict verdict,
        @Nullable Double pValue,
        long rows,
        long referenceRows,
        List<MovedBin> moved) {

    public static final String PSI = "psi";

    public FeatureDrift {
        moved = List.copyOf(moved);
    }

    /**
     * One bin's part of a score.
     *
     * @param bin which values it holds
     * @param reference share of the reference rows in it
     * @param share share of the window's rows in it
     * @param contribution what it adds to the score
     */
    public record MovedBin(String bin, double reference, double share, double contribution) {}
}
