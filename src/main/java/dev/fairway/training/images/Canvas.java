package dev.fairway.training.images;

import dev.fairway.training.prepare.Input;
import java.util.Arrays;

/** One image among the samples of a batch, altered in place. What comes into it from outside is black. */
final class Canvas {

    private final byte[] samples;
    private final int from;
    private final int channels;
    private final int height;
    private final int width;
    private final byte[] blanks;

    /** @param from where the image begins among the samples */
    Canvas(Input.Bytes images, int from) {
        this.samples = images.values();
        this.from = from;
        this.channels = images.shape().get(0);
        this.height = images.shape().get(1);
        this.width = images.shape().get(2);
        this.blanks = new byte[channels];
        for (int c = 0; c < images.scaling().mean().size(); c++) {
            blanks[c] = (byte) Math.round(images.scaling().mean().get(c) * 255);
        }
    }

    int height() {
        return height;
    }

    int width() {
        return width;
    }

    void mirror() {
        for (int row = from; row < from + channels * height * width; row += width) {
            for (int left = row, right = row + width - 1; left < right; left++, right--) {
                byte sample = samples[left];
                samples[left] = samples[right];
                samples[right] = sample;
            }
        }
    }

    /** Moves the image by whole pixels. */
    void shift(int right, int down) {
        byte[] before = copy();
        Arrays.fill(samples, from, from + before.length, (byte) 0);
        int columns = width - Math.abs(right);
        if (columns <= 0) {
            return;
        }
        for (int c = 0; c < channels; c++) {
            for (int y = Math.max(0, down); y < Math.min(height, height + down); y++) {
                System.arraycopy(before, (c * height + y - down) * width + Math.max(0, -right), samples,
                        from + (c * height + y) * width + Math.max(0, right), columns);
            }
        }
    }

    /** Turns the image about its centre; between pixels it is interpolated. */
    void turn(double radians) {
        byte[] before = copy();
        double cos = Math.cos(radians);
        double sin = Math.sin(radians);
        double middleX = (width - 1) / 2.0;
        double middleY = (height - 1) / 2.0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double sourceX = middleX + cos * (x - middleX) + sin * (y - middleY);
                double sourceY = middleY - sin * (x - middleX) + cos * (y - middleY);
                for (int c = 0; c < channels; c++) {
                    samples[from + (c * height + y) * width + x] = (byte) Math
                            .round(between(before, c, sourceX, sourceY));
                }
            }
        }
    }

    /** Bilinear. */
    private double between(byte[] image, int channel, double x, double y) {
        int left = (int) Math.floor(x);
        int top = (int) Math.floor(y);
        double right = x - left;
        double down = y - top;
        double upper = (1 - right) * sample(image, channel, left, top) + right * sample(image, channel, left + 1, top);
        double lower = (1 - right) * sample(image, channel, left, top + 1)
                + right * sample(image, channel, left + 1, top + 1);
        return (1 - down) * upper + down * lower;
    }

    private int sample(byte[] image, int channel, int x, int y) {
        boolean inside = x >= 0 && x < width && y >= 0 && y < height;
        return inside ? Byte.toUnsignedInt(image[(channel * height + y) * width + x]) : 0;
    }

    /** Multiplies the light, the distance from the mean light, and the distance of the colours from grey. */
    void tint(double brightness, double contrast, double saturation) {
        int area = height * width;
        double mean = 0;
        for (int i = from; i < from + channels * area; i++) {
            mean += Byte.toUnsignedInt(samples[i]) * brightness;
        }
        mean /= channels * area;
        for (int pixel = from; pixel < from + area; pixel++) {
            double grey = 0;
            for (int c = 0; c < channels; c++) {
                grey += Byte.toUnsignedInt(samples[pixel + c * area]) * brightness / channels;
            }
            for (int c = 0; c < channels; c++) {
                double colour = Byte.toUnsignedInt(samples[pixel + c * area]) * brightness;
                double saturated = grey + (colour - grey) * saturation;
                samples[pixel + c * area] = (byte) Math.clamp(Math.round(mean + (saturated - mean) * contrast), 0, 255);
            }
        }
    }

    /** Puts the mean of all images in the place of a square, as much of it as lies within the image. */
    void blank(int centreX, int centreY, int size) {
        for (int c = 0; c < channels; c++) {
            for (int y = Math.max(0, centreY - size / 2); y < Math.min(height, centreY - size / 2 + size); y++) {
                int row = from + (c * height + y) * width;
                Arrays.fill(samples, row + Math.max(0, centreX - size / 2),
                        row + Math.min(width, Math.max(0, centreX - size / 2 + size)), blanks[c]);
            }
        }
    }

    private byte[] copy() {
        return Arrays.copyOfRange(samples, from, from + channels * height * width);
    }
}
