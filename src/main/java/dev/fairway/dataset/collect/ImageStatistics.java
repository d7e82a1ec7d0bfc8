package dev.fairway.dataset.collect;

import dev.fairway.dataset.ItemProfile;
import dev.fairway.dataset.ItemProfile.ClassCount;
import dev.fairway.dataset.ItemProfile.Size;
import dev.fairway.feature.Pixels;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What images look like as a whole; sums are of whole numbers, so their order makes no difference. */
final class ImageStatistics {

    private static final int TOP = 10;
    /** Photographs of ever different extents are counted up to so many. */
    private static final int MOST_SIZES = 10_000;
    private static final double WHITE = 255;

    private final Map<Extent, Long> sizes = new HashMap<>();
    private final long[] sums = new long[3];
    private final long[] squares = new long[3];
    private long samples;
    private boolean colour;

    private record Extent(int width, int height) {}

    void add(Pixels image, @Nullable String split) {
        Extent extent = new Extent(image.width(), image.height());
        if (sizes.size() < MOST_SIZES || sizes.containsKey(extent)) {
            sizes.merge(extent, 1L, Long::sum);
        }
        colour |= image.channels() == 3;
        if (!Splits.TEST.equals(split)) {
            samples += (long) image.width() * image.height();
            sum(image);
        }
    }

    /** A grey image counts as one whose colours are equal. */
    private void sum(Pixels image) {
        byte[] bytes = image.samples();
        for (int channel = 0; channel < 3; channel++) {
            int step = image.channels();
            for (int i = step == 1 ? 0 : channel; i < bytes.length; i += step) {
                int sample = Byte.toUnsignedInt(bytes[i]);
                sums[channel] += sample;
                squares[channel] += (long) sample * sample;
            }
        }
    }

    ItemProfile.OfImages profile(List<ClassCount> classes) {
        List<Double> mean = new ArrayList<>();
        List<Double> std = new ArrayList<>();
        for (int c = 0; c < (colour ? 3 : 1) && samples > 0; c++) {
            double average = (double) sums[c] / samples;
            mean.add(average / WHITE);
            std.add(Math.sqrt(Math.max(0, (double) squares[c] / samples - average * average)) / WHITE);
        }
        List<Size> top = sizes.entrySet()
                .stream()
                .map(e -> new Size(e.getKey().width(), e.getKey().height(), e.getValue()))
                .sorted(Comparator.comparingLong(Size::items)
                        .reversed()
                        .thenComparingInt(Size::width)
                        .thenComparingInt(Size::height))
                .limit(TOP)
                .toList();
        return new ItemProfile.OfImages(classes, top, colour ? 3 : 1, mean, std);
    }
}
