package dev.fairway.feature;

import dev.fairway.tensor.DataType;
import dev.fairway.tensor.Tensor;
import dev.fairway.tensor.TensorSpec;
import java.nio.ByteBuffer;
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

    /** Name of the tensor. */
    public static final String IMAGE = "image";

    private static final int MOST = 8192;

    /** @throws IllegalArgumentException when the steps contradict each other */
    public ImageSteps {
        mean = List.copyOf(mean);
        std = List.copyOf(std);
        require(height >= 1 && height <= MOST && width >= 1 && width <= MOST,
                "height and width must be from 1 to 8192");
        require(resize == null || (resize >= Math.max(height, width) && resize <= MOST),
                "resize must be at least as much as height and width, which are cropped from what it gives");
        require(mean.isEmpty() || mean.size() == color.channels(), "mean must have a figure per channel");
        require(std.isEmpty() || std.size() == color.channels(), "std must have a figure per channel");
        require(std.stream().allMatch(figure -> figure > 0), "std must be above 0");
    }

    private static void require(boolean fits, String message) {
        if (!fits) {
            throw new IllegalArgumentException("image: " + message);
        }
    }

    /** What the network reads: FP32, in the order of the layout. */
    public TensorSpec spec() {
        return new TensorSpec(IMAGE, DataType.FP32, shape(TensorSpec.ANY));
    }

    private List<Integer> shape(int images) {
        return switch (layout) {
            case NCHW -> List.of(images, color.channels(), height, width);
            case NHWC -> List.of(images, height, width, color.channels());
        };
    }

    /**
     * Takes the steps.
     *
     * @param images encoded images, at least one
     * @param maxPixels pixels that one of them may have
     * @throws UnreadableImage when one is broken, of another format or too large
     */
    public Tensor apply(List<byte[]> images, int maxPixels) {
        ImageDecoding decoding = new ImageDecoding(maxPixels);
        ByteBuffer data = Tensor.allocate(Math.multiplyExact(images.size(), height * width * color.channels()),
                DataType.FP32);
        for (int i = 0; i < images.size(); i++) {
            put(samples(decoding.decode("%s[%d]".formatted(IMAGE, i), images.get(i))), data);
        }
        return new Tensor(IMAGE, DataType.FP32, shape(images.size()), data.flip());
    }

    /**
     * An image scaled and cropped to height and width, in the channels and the layout of the tensor: its samples from 0
     * to 255, which are all that is left to be scaled and normalised.
     */
    public byte[] samples(Pixels image) {
        byte[] fitted = fitted(image.as(color.channels())).samples();
        int channels = color.channels();
        int area = height * width;
        byte[] samples = new byte[area * channels];
        for (int i = 0; i < samples.length; i++) {
            int channel = layout == Layout.NCHW ? i / area : i % channels;
            int pixel = layout == Layout.NCHW ? i % area : i / channels;
            samples[i] = fitted[pixel * channels + (color == Color.BGR ? 2 - channel : channel)];
        }
        return samples;
    }

    /** Scaled and cropped to height and width. */
    private Pixels fitted(Pixels image) {
        if (resize == null) {
            return Resampling.resize(image, width, height);
        }
        // The longer side is cut to whole pixels, as torchvision does.
        boolean upright = image.height() >= image.width();
        int shorter = upright ? image.width() : image.height();
        int longer = Math.toIntExact((long) resize * (upright ? image.height() : image.width()) / shorter);
        Pixels resized = upright ? Resampling.resize(image, resize, longer) : Resampling.resize(image, longer, resize);
        return resized.crop(width, height);
    }

    private void put(byte[] samples, ByteBuffer data) {
        float[][] values = values();
        int channels = color.channels();
        int area = height * width;
        for (int i = 0; i < samples.length; i++) {
            int channel = layout == Layout.NCHW ? i / area : i % channels;
            data.putFloat(values[channel][Byte.toUnsignedInt(samples[i])]);
        }
    }

    /** What each of the 256 samples becomes, by channel. */
    private float[][] values() {
        float[][] values = new float[color.channels()][256];
        for (int c = 0; c < values.length; c++) {
            float mean = this.mean.isEmpty() ? 0 : this.mean.get(c).floatValue();
            float std = this.std.isEmpty() ? 1 : this.std.get(c).floatValue();
            for (int sample = 0; sample < 256; sample++) {
                values[c][sample] = (sample / 255f - mean) / std;
            }
        }
        return values;
    }
}
