package dev.fairway.dataset.collect;

import dev.fairway.contract.Refusal;
import dev.fairway.dataset.archive.Bundle;
import dev.fairway.dataset.archive.Entry;
import dev.fairway.dataset.items.Netpbm;
import dev.fairway.feature.Pixels;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the binary version of CIFAR-10 (Krizhevsky 2009): records of 3,073 bytes, the label and then the red, the green
 * and the blue samples of 32 × 32 pixels, in {@code data_batch_1.bin} to {@code _5.bin} and {@code test_batch.bin}.
 */
final class Cifar10Collecting implements Collecting {

    private static final int SIDE = 32;
    private static final int AREA = SIDE * SIDE;
    private static final int RECORD = 1 + 3 * AREA;
    private static final int LONGEST_NAMES = 1 << 16;

    private final ImageStatistics statistics;
    private final List<Batch> batches = new ArrayList<>();
    private List<String> names = List.of("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse",
            "ship", "truck");

    Cifar10Collecting(ImageStatistics statistics) {
        this.statistics = statistics;
    }

    /** The labels of one file. */
    private record Batch(String file, @Nullable String split, byte[] labels) {}

    @Override
    public void collect(Bundle bundle, Shelf shelf) throws IOException {
        bundle.each(entry -> {
            if (entry.base().matches("(data|test)_batch.*[.]bin")) {
                batches.add(batch(entry, shelf));
            } else if (entry.base().equals("batches.meta.txt")) {
                names = new String(entry.bytes(LONGEST_NAMES), StandardCharsets.UTF_8).lines()
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .toList();
            } else {
                shelf.leftOut(entry.name());
            }
        });
        if (batches.isEmpty()) {
            throw Refusal.invalid("file",
                    "has no data_batch_1.bin; send cifar-10-binary.tar.gz, the binary version of CIFAR-10");
        }
        for (Batch batch : batches) {
            for (int i = 0; i < batch.labels().length; i++) {
                shelf.describe(names.get(batch.labels()[i]), batch.split(), batch.file() + "[" + i + "]");
            }
        }
    }

    private Batch batch(Entry entry, Shelf shelf) throws IOException {
        String split = entry.base().startsWith("test") ? Splits.TEST : Splits.TRAIN;
        ByteArrayOutputStream labels = new ByteArrayOutputStream();
        for (byte[] record = next(entry); record.length > 0; record = next(entry)) {
            int label = Byte.toUnsignedInt(record[0]);
            if (record.length < RECORD || label >= names.size()) {
                throw entry.refused(record.length < RECORD
                        ? "ends within its image %d; each has %d bytes".formatted(labels.size(), RECORD)
                        : "has the label %d at its image %d; labels are from 0 to %d".formatted(label, labels.size(),
                                names.size() - 1));
            }
            Pixels pixels = new Pixels(SIDE, SIDE, 3, interleaved(record));
            statistics.add(pixels, split);
            shelf.put(Netpbm.write(pixels), split);
            labels.write(label);
        }
        return new Batch(entry.base(), split, labels.toByteArray());
    }

    private static byte[] next(Entry entry) throws IOException {
        return entry.content().readNBytes(RECORD);
    }

    private static byte[] interleaved(byte[] record) {
        byte[] samples = new byte[3 * AREA];
        for (int pixel = 0; pixel < AREA; pixel++) {
            for (int channel = 0; channel < 3; channel++) {
                samples[pixel * 3 + channel] = record[1 + channel * AREA + pixel];
            }
        }
        return samples;
    }
}
