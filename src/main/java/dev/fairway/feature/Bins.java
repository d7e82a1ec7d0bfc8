package dev.fairway.feature;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

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
     * @param edges upper ends of all bins but the last, strictly ascending
     * @param low least value seen in training; lower ones are counted in the first bin and as out of range
     * @param high greatest value seen in training; greater ones are counted in the last bin and as out of range
     */
    record Intervals(double[] edges, double low, double high) implements Bins {

        @Override
        public int size() {
            return edges.length + 1;
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
    }
}
