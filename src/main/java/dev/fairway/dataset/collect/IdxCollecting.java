package dev.fairway.dataset.collect;

import dev.fairway.contract.Refusal;
import dev.fairway.dataset.archive.Bundle;
import dev.fairway.dataset.archive.Entry;
import dev.fairway.dataset.items.Netpbm;
import dev.fairway.feature.Pixels;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads IDX (LeCun, the MNIST database): a magic number that tells the type of the values and how many dimensions there
 * are, the dimensions as big-endian numbers, the values. A file of unsigned bytes with one dimension holds labels, one
 * with three holds grey images, one with four images and their channels. Which images belong to which labels, and to
 * which split, the names say: {@code train-…} and {@code t10k-…}.
 */
final class IdxCollecting implements Collecting {

    private static final int UNSIGNED_BYTES = 8;
    private static final int LARGEST_SIDE = 8192;

    private final @Nullable List<String> classes;
    private final int maxEntries;
    private final ImageStatistics statistics;
    private final List<Run> runs = new ArrayList<>();
    private final Map<String, byte[]> labels = new HashMap<>();

    /** @param classes names of the labels 0, 1, …; null where they are called by their number */
    IdxCollecting(@Nullable List<String> classes, int maxEntries, ImageStatistics statistics) {
        this.classes = classes;
        this.maxEntries = maxEntries;
        this.statistics = statistics;
    }

    /** The images of one file. */
    private record Run(String file, @Nullable String split, int count) {

        /** What its labels are known by. */
        String key() {
            return split == null ? "" : split;
        }
    }

    @Override
    public void collect(Bundle bundle, Shelf shelf) throws IOException {
        bundle.each(entry -> read(entry, shelf));
        if (runs.isEmpty()) {
            throw Refusal.invalid("file", "has no idx file of images; send train-images-idx3-ubyte and "
                    + "train-labels-idx1-ubyte, and the same of t10k for a test, as parts or in one archive");
        }
        for (Run run : runs) {
            describe(run, shelf);
        }
    }

    private void read(Entry entry, Shelf shelf) throws IOException {
        DataInputStream in = new DataInputStream(entry.content());
        try {
            int magic = in.readInt();
            int dimensions = magic & 0xFF;
            if (magic >>> 8 != UNSIGNED_BYTES || dimensions == 2 || dimensions > 4) {
                if (entry.base().contains("idx")) {
                    throw entry.refused("is no idx file of unsigned bytes with one, three or four dimensions");
                }
                shelf.leftOut(entry.name());
                return;
            }
            int count = in.readInt();
            if (count < 0 || count > maxEntries) {
                throw entry.refused("has %d items by its head; at most %d are taken".formatted(count, maxEntries));
            }
            if (dimensions == 1) {
                labels(entry, in, count);
            } else {
                images(entry, in, count, dimensions == 4, shelf);
            }
            if (in.read() >= 0) {
                throw entry.refused("goes on after the %d items that its head tells of".formatted(count));
            }
        } catch (EOFException e) {
            throw entry.refused("ends before all the items that its head tells of; send it again");
        }
    }

    private void labels(Entry entry, DataInputStream in, int count) throws IOException {
        byte[] values = new byte[count];
        in.readFully(values);
        String split = Splits.ofFile(entry.base());
        if (labels.put(split == null ? "" : split, values) != null) {
            throw entry.refused("is a second file of labels for the same images");
        }
    }

    private void images(Entry entry, DataInputStream in, int count, boolean colour, Shelf shelf) throws IOException {
        int height = in.readInt();
        int width = in.readInt();
        int channels = colour ? in.readInt() : 1;
        if (height < 1 || height > LARGEST_SIDE
                || width < 1
                || width > LARGEST_SIDE
                || (channels != 1 && channels != 3)) {
            throw entry.refused("has images of %d × %d pixels and %d channels; up to %d × %d and 1 or 3 are read"
                    .formatted(width, height, channels, LARGEST_SIDE, LARGEST_SIDE));
        }
        String split = Splits.ofFile(entry.base());
        for (int i = 0; i < count; i++) {
            byte[] samples = new byte[height * width * channels];
            in.readFully(samples);
            Pixels pixels = new Pixels(width, height, channels, samples);
            statistics.add(pixels, split);
            shelf.put(Netpbm.write(pixels), split);
        }
        runs.add(new Run(entry.base(), split, count));
    }

    private void describe(Run run, Shelf shelf) throws IOException {
        long files = runs.stream().filter(other -> other.key().equals(run.key())).count();
        byte[] values = labels.get(run.key());
        if (values == null || files > 1 || values.length != run.count()) {
            throw Refusal.invalid("file",
                    "'%s' has %d images, and %s".formatted(run.file(), run.count(),
                            values == null ? "no file of labels has a name like it"
                                    : files > 1 ? "another file has images for the same labels"
                                            : "its labels are %d".formatted(values.length)));
        }
        for (int i = 0; i < values.length; i++) {
            shelf.describe(label(run, Byte.toUnsignedInt(values[i])), run.split(), run.file() + "[" + i + "]");
        }
    }

    private String label(Run run, int value) {
        if (classes != null && value >= classes.size()) {
            throw Refusal.invalid("spec.classes",
                    "names %d classes, but '%s' has the label %d".formatted(classes.size(), run.file(), value));
        }
        return classes == null ? Integer.toString(value) : Objects.requireNonNull(classes.get(value));
    }
}
