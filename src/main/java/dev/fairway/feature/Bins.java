package dev.fairway.feature;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the values of one feature are counted: frozen on the training rows and never moved, so that counts of any two
 * windows or replicas add up exactly.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({@JsonSubTypes.Type(value = Bins.Intervals.class, name = "intervals"),
        @JsonSubTypes.Type(value = Bins.Categories.class, name = "categories")})
public sealed interface Bins {

    /** Number of bins, without the counters for missing and other odd values. */
    int size();

    /**
     * Half-open intervals {@code (-∞, e₀], (e₀, e₁], …, (eₙ, ∞)} of a numeric feature.
     *
     * @param edges upper ends of all bins but the last, finite and strictly ascending
     * @param low least value seen in training; lower ones are counted in the first bin and as out of range
     * @param high greatest value seen in training; greater ones are counted in the last bin and as out of range
     */
    record Intervals(double[] edges, double low, double high) implements Bins {

        public Intervals {
            for (int i = 0; i < edges.length; i++) {
                if (!Double.isFinite(edges[i]) || (i > 0 && edges[i - 1] >= edges[i])) {
                    throw new IllegalArgumentException(
                            "edges must be finite and strictly ascending: " + Arrays.toString(edges));
                }
            }
        }

        @Override
        public int size() {
            return edges.length + 1;
        }

        /** The bin that counts a value; an infinite one is counted in the outermost bin, NaN is in none. */
        public int index(double value) {
            if (Double.isNaN(value)) {
                throw new IllegalArgumentException("a missing value is in no bin");
            }
            // the search tells -0 from +0; adding +0 makes both +0
            int found = Arrays.binarySearch(edges, value + 0.0);
            return found >= 0 ? found : -found - 1;
        }

        public boolean outOfRange(double value) {
            return value < low || value > high;
        }
    }

    /**
     * One bin per category of a categorical feature, one for the rare ones together and one for words never seen.
     *
     * @param categories categories with a bin of their own; a known category that is not among them counts as rare
     * @param rare known categories that share one bin; that bin and the one for unseen words come last
     */
    record Categories(List<String> categories, List<String> rare) implements Bins {

        public Categories {
            categories = List.copyOf(categories);
            rare = List.copyOf(rare);
        }

        @Override
        public int size() {
            return categories.size() + 2;
        }

        public int rareBin() {
            return categories.size();
        }

        public int unseenBin() {
            return categories.size() + 1;
        }

        /** Makes the table that finds the bin of a word: made once, asked many times by many threads. */
        public Lookup lookup() {
            return new Lookup(this);
        }
    }

    /** Finds the bin of a word in constant time. */
    final class Lookup {

        private final Map<String, Integer> bins;
        private final Integer unseen;

        private Lookup(Categories categories) {
            this.bins = HashMap.newHashMap(categories.categories().size() + categories.rare().size());
            this.unseen = categories.unseenBin();
            categories.rare().forEach(word -> bins.put(word, categories.rareBin()));
            for (int i = 0; i < categories.categories().size(); i++) {
                bins.put(categories.categories().get(i), i);
            }
        }

        /** The bin that counts a word; one that training did not know is in the last. */
        public int index(String word) {
            return bins.getOrDefault(word, unseen);
        }
    }
}
