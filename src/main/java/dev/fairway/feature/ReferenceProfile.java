package dev.fairway.feature;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
     * Freezes the bins of every feature and of the prediction, and counts the rows in them. Times are left out: they
     * move on by themselves, so that they would always be found to have drifted.
     *
     * @param schema what the model reads
     * @param training the rows it was trained on, raw
     * @param heldOut what it says on rows that it was not trained on
     * @throws IllegalArgumentException when a feature's column is absent or of the wrong kind
     */
    public static ReferenceProfile fit(Schema schema, Rows training, Predictions heldOut) {
        List<Reference> features = schema.features().stream().flatMap(feature -> reference(feature, training)).toList();
        return new ReferenceProfile(training.count(), features, prediction(heldOut));
    }

    private static Stream<Reference> reference(Feature feature, Rows training) {
        return switch (feature) {
            case Feature.Numeric numeric -> Stream.of(numeric(numeric.name(), training.numbers(numeric.name())));
            case Feature.Categorical categorical -> {
                @Nullable
                String[] words = training.words(categorical.name());
                yield Stream.of(
                        Reference.of(categorical.name(), FitBins.categories(categorical.categories(), words), words));
            }
            case Feature.Time _ -> Stream.of();
        };
    }

    private static Reference prediction(Predictions heldOut) {
        return switch (heldOut) {
            case Predictions.Classified classified -> classes(classified);
            case Predictions.Estimated estimated -> numeric(PREDICTION, estimated.values());
            case Predictions.Scored scored -> numeric(PREDICTION, scored.scores());
        };
    }

    private static Reference numeric(String name, double[] values) {
        return Reference.of(name, FitBins.intervals(values), values);
    }

    /** Every class has a bin of its own, however rare: one that comes to be predicted more often is the point. */
    private static Reference classes(Predictions.Classified predicted) {
        Bins.Categories bins = new Bins.Categories(predicted.labels(), List.of());
        long[] counts = new long[bins.size()];
        for (int label : predicted.classes()) {
            counts[label]++;
        }
        return new Reference(PREDICTION, bins, counts, 0);
    }

    /**
     * The reference counts of one feature.
     *
     * @param feature name of the feature
     * @param bins where its values are counted
     * @param counts rows in each bin
     * @param missing rows without a finite value
     */
    public record Reference(String feature, Bins bins, long[] counts, long missing) {

        public Reference {
            if (counts.length != bins.size()) {
                throw new IllegalArgumentException(
                        "%s has %d counts for %d bins".formatted(feature, counts.length, bins.size()));
            }
        }

        /** Rows that have a value. */
        public long rows() {
            long rows = 0;
            for (long count : counts) {
                rows += count;
            }
            return rows;
        }

        /** Freezes the bins of a column by its values, and counts them. */
        public static Reference of(String feature, Column column) {
            return switch (column) {
                case Column.Numbers(double[] values) -> of(feature, FitBins.intervals(values), values);
                case Column.Words words -> {
                    List<String> known = Stream.of(words.values())
                            .filter(Objects::nonNull)
                            .map(Objects::requireNonNull)
                            .distinct()
                            .sorted()
                            .toList();
                    yield of(feature, FitBins.categories(known, words.values()), words.values());
                }
            };
        }

        /** The counts, and last how many rows have no value. */
        public long[] counted() {
            long[] counted = Arrays.copyOf(counts, counts.length + 1);
            counted[counts.length] = missing;
            return counted;
        }

        /**
         * Other rows in the same bins, as {@link #counted()}.
         *
         * @throws IllegalArgumentException when the column is of another kind
         */
        public long[] counted(Column other) {
            return switch (bins) {
                case Bins.Intervals intervals when other instanceof Column.Numbers(double[] values) ->
                    of(feature, intervals, values).counted();
                case Bins.Categories categories when other instanceof Column.Words words ->
                    of(feature, categories, words.values()).counted();
                case Bins.Intervals _,Bins.Categories _ ->
                    throw new IllegalArgumentException(feature + " is of another kind");
            };
        }

        private static Reference of(String feature, Bins.Intervals bins, double[] values) {
            long[] counts = new long[bins.size()];
            long missing = 0;
            for (double value : values) {
                if (Double.isFinite(value)) {
                    counts[bins.index(value)]++;
                } else {
                    missing++;
                }
            }
            return new Reference(feature, bins, counts, missing);
        }

        private static Reference of(String feature, Bins.Categories bins, @Nullable String[] words) {
            long[] counts = new long[bins.size()];
            Bins.Lookup lookup = bins.lookup();
            long missing = 0;
            for (String word : words) {
                if (word == null) {
                    missing++;
                } else {
                    counts[lookup.index(word)]++;
                }
            }
            return new Reference(feature, bins, counts, missing);
        }
    }
}
