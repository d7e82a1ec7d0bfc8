package dev.fairway.training.spec;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fairway.feature.ImageSteps;

/**
 * What the network sees of an image.
 *
 * @param height pixels that each image is scaled to
 * @param width pixels that each image is scaled to
 */
public record ImageInput(int height, int width, Color color) {

    /** @throws IllegalArgumentException when there would be nothing to see */
    public ImageInput {
        if (height < 1 || width < 1) {
            throw new IllegalArgumentException("an image has at least one pixel, not %d × %d".formatted(height, width));
        }
    }

    /** Which channels of an image are read. */
    public enum Color {
        @JsonProperty("rgb")
        RGB(ImageSteps.Color.RGB), @JsonProperty("gray")
        GRAY(ImageSteps.Color.GRAY);

        private final ImageSteps.Color color;

        Color(ImageSteps.Color color) {
            this.color = color;
        }

        public ImageSteps.Color color() {
            return color;
        }
    }
}
