package dev.fairway.feature;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/**
 * An image as eight-bit samples, row by row, the channels of a pixel side by side.
 *
 * @param channels 1 for grey, 3 for red, green and blue
 */
public record Pixels(int width, int height, int channels, byte[] samples) {

    /**
     * The samples as they were stored: neither a colour profile nor transparency is applied, as Pillow's
     * {@code convert("RGB")} does not apply them and networks are trained so. Of samples wider than eight bits the upper
     * eight count.
     */
    static Pixels of(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        if (image.getColorModel() instanceof IndexColorModel palette) {
            return indexed(image.getRaster(), palette);
        }
        Raster raster = image.getRaster();
        int channels = raster.getNumBands() >= 3 ? 3 : 1;
        byte[] samples = new byte[Math.multiplyExact(Math.multiplyExact(width, height), channels)];
        int[] row = new int[width];
        for (int c = 0; c < channels; c++) {
            int shift = Math.max(0, raster.getSampleModel().getSampleSize(c) - Byte.SIZE);
            for (int y = 0; y < height; y++) {
                raster.getSamples(0, y, width, 1, c, row);
                for (int x = 0; x < width; x++) {
                    samples[(y * width + x) * channels + c] = (byte) (row[x] >> shift);
                }
            }
        }
        return new Pixels(width, height, channels, samples);
    }

    private static Pixels indexed(Raster raster, IndexColorModel palette) {
        int width = raster.getWidth();
        int height = raster.getHeight();
        byte[] samples = new byte[Math.multiplyExact(Math.multiplyExact(width, height), 3)];
        int[] row = new int[width];
        int at = 0;
        for (int y = 0; y < height; y++) {
            raster.getSamples(0, y, width, 1, 0, row);
            for (int index : row) {
                samples[at++] = (byte) palette.getRed(index);
                samples[at++] = (byte) palette.getGreen(index);
                samples[at++] = (byte) palette.getBlue(index);
            }
        }
        return new Pixels(width, height, 3, samples);
    }

    public int sample(int x, int y, int channel) {
        return Byte.toUnsignedInt(samples[(y * width + x) * channels + channel]);
    }

    /** In grey or in red, green and blue; luminance is that of ITU-R 601, rounded as Pillow rounds it. */
    public Pixels as(int wanted) {
        if (wanted == channels) {
            return this;
        }
        byte[] converted = new byte[width * height * wanted];
        for (int i = 0; i < width * height; i++) {
            if (wanted == 1) {
                converted[i] = luminance(i * 3);
            } else {
                converted[i * 3] = samples[i];
                converted[i * 3 + 1] = samples[i];
                converted[i * 3 + 2] = samples[i];
            }
        }
        return new Pixels(width, height, wanted, converted);
    }

    private byte luminance(int at) {
        int red = Byte.toUnsignedInt(samples[at]);
        int green = Byte.toUnsignedInt(samples[at + 1]);
        int blue = Byte.toUnsignedInt(samples[at + 2]);
        return (byte) ((red * 19595 + green * 38470 + blue * 7471 + 0x8000) >> 16);
    }

    /** The middle of the image. */
    Pixels crop(int cropWidth, int cropHeight) {
        int left = half(width - cropWidth);
        int top = half(height - cropHeight);
        byte[] cropped = new byte[cropWidth * cropHeight * channels];
        for (int y = 0; y < cropHeight; y++) {
            System.arraycopy(samples, ((top + y) * width + left) * channels, cropped, y * cropWidth * channels,
                    cropWidth * channels);
        }
        return new Pixels(cropWidth, cropHeight, channels, cropped);
    }

    /** Of an odd number, the even one of its two halves, as torchvision's {@code center_crop} rounds. */
    private static int half(int number) {
        return (int) Math.rint(number / 2.0);
    }
}
