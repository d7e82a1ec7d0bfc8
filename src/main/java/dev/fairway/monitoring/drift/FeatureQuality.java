package dev.fairway.monitoring.drift;

import dev.fairway.feature.Bins;
import dev.fairway.feature.ReferenceProfile.Reference;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * How sound the values of a feature were, next to those of training.
 *
 * @param rows rows of the window
 * @param missing share of them without a value
 * @param outOfRange share of them outside the least and greatest value of training; null for a categorical feature
 * @param unseen share of them with a word that training never saw; null for a numeric feature
 * @param reference the same shares in training, where nothing is out of range
 */
public record FeatureQuality(
        String feature,
        long rows,
        @Nullable Double missing,
        @Nullable Double outOfRange,
        @Nullable Double unseen,
        Baseline reference) {

    /**
     * @param missing share of the training rows without a value
     * @param unseen share of the training rows with a word that no bin knows; null for a numeric feature
     */
    public record Baseline(@Nullable Double missing, @Nullable Double unseen) {}

    static FeatureQuality of(Reference reference, FeatureCounts counts) {
        boolean words = reference.bins() instanceof Bins.Categories;
        long trained = LongStream.of(reference.counts()).sum() + reference.missing();
        return new FeatureQuality(reference.feature(), counts.rows(), share(counts.missing(), counts.rows()),
                words ? null : share(counts.below() + counts.above(), counts.rows()),
                words ? share(last(counts.bins()), counts.rows()) : null, new Baseline(
                        share(reference.missing(), trained), words ? share(last(reference.counts()), trained) : null));
    }

    private static @Nullable Double share(long part, long whole) {
        return whole == 0 ? null : (double) part / whole;
    }

    private static long last(long[] counts) {
        return counts[counts.length - 1];
    }
}
