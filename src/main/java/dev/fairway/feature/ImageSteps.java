package dev.fairway.feature;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an encoded image (JPEG or PNG) becomes the one tensor that an image model reads, in this order: decode, resize the
 * shorter side, crop the centre, scale to 0…1, normalise per channel.
 *
 * @param height rows of the tensor, in pixels
 * @param width columns of the tensor, in pixels
 * @param color channels that the model reads
 * @param resize what the shorter side is scaled to before the crop, in pixels; null to scale straight to width and height
 * @param mean what is subtracted per channel after scaling to 0…1; empty for nothing
 * @param std what is divided by per channel after that; empty for nothing
 * @param layout order of the tensor's dimensions
 */
public record ImageSteps(
        int height,
        int width,
        Color color,
        @Nullable Integer resize,
        List<Double> mean,
        List<Double> std,
        Layout layout) {

    /** Channels of a pixel, in their order. */
    public enum Color {
        RGB, BGR, GRAY;

        public int channels() {
            return this == GRAY ? 1 : 3;
        }
    }

    /** Order of the dimensions: N images, C channels, H rows, W columns of pixels. */
    public enum Layout {
        NCHW, NHWC
    }

    public ImageSteps {
        mean = List.copyOf(mean);
        std = List.copyOf(std);
    }
}
