package dev.fairway.dataset;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the items of a data set look like as a whole. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({@JsonSubTypes.Type(value = ItemProfile.OfImages.class, name = "images"),
        @JsonSubTypes.Type(value = ItemProfile.OfTexts.class, name = "texts")})
public sealed interface ItemProfile {

    /** How many items there are of each class, by split and then by label. */
    List<ClassCount> classes();

    /**
     * @param label null for items without one
     * @param split {@code train}, {@code validation} or {@code test}; null where the layout brings none
     */
    record ClassCount(@Nullable String label, @Nullable String split, long items) {}

    /**
     * @param sizes extents, the most frequent first, at most ten
     * @param channels 1 when every image is grey, else 3
     * @param mean of the samples, in 0…1, per channel, over all but the test images
     * @param std standard deviation of the same samples
     */
    record OfImages(List<ClassCount> classes, List<Size> sizes, int channels, List<Double> mean, List<Double> std)
            implements
                ItemProfile {

        public OfImages {
            classes = List.copyOf(classes);
            sizes = List.copyOf(sizes);
            mean = List.copyOf(mean);
            std = List.copyOf(std);
        }
    }

    /** An extent in pixels and how many images have it. */
    record Size(int width, int height, long items) {}

    /**
     * @param length words per text
     * @param vocabulary different words, upper and lower case taken for the same; counted up to two million
     */
    record OfTexts(List<ClassCount> classes, Lengths length, long vocabulary) implements ItemProfile {

        public OfTexts {
            classes = List.copyOf(classes);
        }
    }

    /** Quantiles (nearest rank) of lengths. */
    record Lengths(int min, int p05, int p25, int p50, int p75, int p95, int p99, int max, double mean) {}
}
