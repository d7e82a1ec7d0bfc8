package dev.fairway.training.spec;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the network sees of an image.
 *
 * @param height pixels; null with {@code width} to take what fits the data set
 * @param color {@code auto}: grey where all images of the training rows are
 * @param augment what is done to the training rows
 */
public record ImageInput(@Nullable Integer height, @Nullable Integer width, Color color, List<Augmentation> augment) {

    public enum Color {
        @JsonProperty("auto")
        AUTO, @JsonProperty("rgb")
        RGB, @JsonProperty("gray")
        GRAY
    }

    public ImageInput {
        augment = List.copyOf(augment);
    }
}
