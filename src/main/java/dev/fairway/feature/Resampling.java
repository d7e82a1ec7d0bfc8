package dev.fairway.feature;

/**
 * Bilinear resizing with antialiasing, bit for bit as Pillow does it ({@code src/libImaging/Resample.c}) and so as
 * torchvision's {@code Resize} does to the images that networks are trained on: a triangle filter as wide as the scale,
 * with weights in fixed point, first along the rows, then along the columns.
 */
final class Resampling {

    private static final int PRECISION = 32 - 8 - 2;
    private static final int HALF = 1 << (PRECISION - 1);

    private Resampling() {}

    static Pixels resize(Pixels image, int width, int height) {
        Pixels wide = width == image.width() ? image : alongRows(image, width);
        return height == wide.height() ? wide : alongColumns(wide, height);
    }

    private static Pixels alongRows(Pixels image, int width) {
        int channels = image.channels();
        byte[] resized = new byte[Math.multiplyExact(width * channels, image.height())];
        for (int x = 0; x < width; x++) {
            Weights weights = Weights.of(x, image.width(), width);
            for (int y = 0; y < image.height(); y++) {
                int from = (y * image.width() + weights.from()) * channels;
                for (int c = 0; c < channels; c++) {
                    resized[(y * width + x) * channels + c] = weights.sum(image.samples(), from + c, channels);
                }
            }
        }
        return new Pixels(width, image.height(), channels, resized);
    }

    private static Pixels alongColumns(Pixels image, int height) {
        int stride = image.width() * image.channels();
        byte[] resized = new byte[Math.multiplyExact(stride, height)];
        for (int y = 0; y < height; y++) {
            Weights weights = Weights.of(y, image.height(), height);
            for (int i = 0; i < stride; i++) {
                resized[y * stride + i] = weights.sum(image.samples(), weights.from() * stride + i, stride);
            }
        }
        return new Pixels(image.width(), height, image.channels(), resized);
    }

    /**
     * What each of some neighbouring samples contributes to one.
     *
     * @param from the first of them
     * @param fixed their weights, as multiples of 2^-{@value #PRECISION}
     */
    private record Weights(int from, int[] fixed) {

        static Weights of(int place, int extent, int wanted) {
            double scale = (double) extent / wanted;
            double support = Math.max(scale, 1);
            double centre = (place + 0.5) * scale;
            int from = Math.max(0, (int) (centre - support + 0.5));
            int to = Math.min(extent, (int) (centre + support + 0.5));
            double[] weights = new double[to - from];
            double total = 0;
            for (int i = 0; i < weights.length; i++) {
                weights[i] = Math.max(0, 1 - Math.abs((i + from - centre + 0.5) / support));
                total += weights[i];
            }
            int[] fixed = new int[weights.length];
            for (int i = 0; i < fixed.length; i++) {
                fixed[i] = (int) (0.5 + weights[i] / total * (1 << PRECISION));
            }
            return new Weights(from, fixed);
        }

        byte sum(byte[] samples, int at, int stride) {
            int sum = HALF;
            for (int i = 0; i < fixed.length; i++) {
                sum += Byte.toUnsignedInt(samples[at + i * stride]) * fixed[i];
            }
            return (byte) Math.min(sum >> PRECISION, 255);
        }
    }
}
