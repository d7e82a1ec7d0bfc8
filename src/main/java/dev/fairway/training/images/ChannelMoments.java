package dev.fairway.training.images;

import java.util.ArrayList;
import java.util.List;

/**
 * What the samples of images are on average.
 *
 * @param mean per channel, in 0…1
 * @param std standard deviation per channel, in 0…1; 1 where a channel never changes
 */
record ChannelMoments(List<Double> mean, List<Double> std) {

    /** @param images of the layout channels, height, width */
    static ChannelMoments of(byte[][] images, int[] chosen, int channels) {
        List<Double> mean = new ArrayList<>();
        List<Double> std = new ArrayList<>();
        for (int channel = 0; channel < channels; channel++) {
            long[] counts = counts(images, chosen, channel, channels);
            double total = 0;
            double sum = 0;
            double squares = 0;
            for (int sample = 0; sample < counts.length; sample++) {
                total += counts[sample];
                sum += counts[sample] * (sample / 255.0);
                squares += counts[sample] * (sample / 255.0) * (sample / 255.0);
            }
            double average = total == 0 ? 0 : sum / total;
            double spread = total == 0 ? 0 : Math.sqrt(Math.max(0, squares / total - average * average));
            mean.add(average);
            std.add(spread > 1e-6 ? spread : 1.0);
        }
        return new ChannelMoments(mean, std);
    }

    /** How often each of the 256 samples occurs: exact, whatever the number of images. */
    private static long[] counts(byte[][] images, int[] chosen, int channel, int channels) {
        long[] counts = new long[256];
        for (int image : chosen) {
            int area = images[image].length / channels;
            for (int i = channel * area; i < (channel + 1) * area; i++) {
                counts[Byte.toUnsignedInt(images[image][i])]++;
            }
        }
        return counts;
    }
}
