package dev.fairway.dataset.collect;

import dev.fairway.contract.Refusal;
import dev.fairway.dataset.ColumnType;
import dev.fairway.dataset.Dataset;
import dev.fairway.dataset.Format;
import dev.fairway.dataset.Images;
import dev.fairway.dataset.ImportSpec;
import dev.fairway.dataset.ImportSpec.Damaged;
import dev.fairway.dataset.ItemProfile;
import dev.fairway.dataset.Texts;
import dev.fairway.dataset.archive.Bundle;
import dev.fairway.dataset.archive.Entry;
import dev.fairway.dataset.load.Import;
import dev.fairway.dataset.load.Import.Imported;
import dev.fairway.feature.ImageDecoding;
import dev.fairway.feature.UnreadableImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes a stored data set of uploaded images or texts, one item at a time: its bytes go to the end of a file, and a row
 * to a table. Images are decoded once, to see that they can be.
 */
public final class ItemImport {

    private static final int FEW_COLUMNS = 3;

    private final Path folder;
    private final Bundle bundle;
    private final ImportSpec spec;
    private final ImageDecoding decoding;
    private final @Nullable Dataset base;
    private final ImageStatistics images = new ImageStatistics();
    private final TextStatistics texts = new TextStatistics();

    /**
     * @param folder the import's own
     * @param maxPixels most pixels of one image
     * @param base what the items are to be put behind; null for nothing
     */
    public ItemImport(Path folder, Bundle bundle, ImportSpec spec, int maxPixels, @Nullable Dataset base) {
        this.folder = folder;
        this.bundle = bundle;
        this.spec = spec;
        this.decoding = new ImageDecoding(maxPixels);
        this.base = base;
    }

    /**
     * @param read called after each item
     * @throws Refusal when the upload is not of that format
     */
    public Imported run(Format format, Runnable read) throws IOException {
        Path rows = Files.createDirectories(folder.resolve("rows")).resolve("rows.csv");
        Path items = Files.createDirectories(folder.resolve("items"));
        try (Shelf shelf = new Shelf(items, rows, read)) {
            if (base != null) {
                repeat(base, shelf);
            }
            collecting(format).collect(bundle, shelf);
            refuse(shelf);
            shelf.flush();
            Imported table = new Import(rows, columns(), FEW_COLUMNS).run();
            Path at = Files.move(table.table(), items.resolve(table.table().getFileName()));
            return new Imported(format, table.rows(), table.columns(), ItemQuality.of(shelf), at,
                    profile(format, shelf));
        }
    }

    /** Puts the items of an earlier version first. */
    private void repeat(Dataset earlier, Shelf shelf) throws IOException {
        switch (earlier.kind()) {
            case IMAGES -> {
                try (Images stored = Images.open(earlier)) {
                    for (int i = 0; i < stored.count(); i++) {
                        images.add(stored.pixels(i), stored.split(i));
                        shelf.put(stored.bytes(i), stored.split(i));
                        shelf.describe(stored.label(i), stored.split(i), stored.file(i));
                    }
                }
            }
            case TEXTS -> {
                try (Texts stored = Texts.open(earlier)) {
                    for (int i = 0; i < stored.count(); i++) {
                        texts.add(stored.text(i));
                        shelf.put(stored.text(i).getBytes(StandardCharsets.UTF_8), stored.split(i));
                        shelf.describe(stored.label(i), stored.split(i), stored.file(i));
                    }
                }
            }
            case TABLE -> throw new IllegalArgumentException(earlier.name() + " holds a table");
        }
    }

    private static ImportSpec columns() {
        return new ImportSpec(Format.CSV.label(), true, null, ",",
                Map.of("label", ColumnType.CATEGORICAL, "split", ColumnType.CATEGORICAL, "file", ColumnType.TEXT),
                List.of(), 0);
    }

    private Collecting collecting(Format format) {
        return switch (format) {
            case IDX -> new IdxCollecting(spec.classes(), bundle.limits().maxEntries(), images);
            case CIFAR10 -> new Cifar10Collecting(images);
            case IMAGE_FOLDER -> new FolderCollecting(Sniffing.IMAGES, "images", this::image);
            case TEXT_FOLDER -> new FolderCollecting(Sniffing.TEXTS, "texts", this::text);
            case CSV, PARQUET, JSONL -> throw new IllegalArgumentException(format.label() + " holds a table");
        };
    }

    private ItemProfile profile(Format format, Shelf shelf) {
        return format == Format.TEXT_FOLDER ? texts.profile(shelf.classes()) : images.profile(shelf.classes());
    }

    private void refuse(Shelf shelf) {
        if (shelf.damages() > 0 && (spec.damaged() != Damaged.SKIP || shelf.count() == 0)) {
            throw Refusal.invalid("file",
                    "%d images cannot be decoded: %s; replace them, or leave them out by spec.damaged: \"skip\""
                            .formatted(shelf.damages(), ItemQuality.names(shelf.damaged(), shelf.damages())));
        }
        if (shelf.count() == 0) {
            throw Refusal.invalid("file", "holds no item; upload at least one");
        }
    }

    private byte @Nullable [] image(Entry entry, @Nullable String split) throws IOException {
        byte[] bytes = entry.bytes(bundle.limits().maxItem().toBytes());
        try {
            images.add(decoding.decode(entry.name(), bytes), split);
            return bytes;
        } catch (UnreadableImage damaged) {
            return null;
        }
    }

    private byte[] text(Entry entry, @Nullable String split) throws IOException {
        byte[] bytes = entry.bytes(bundle.limits().maxItem().toBytes());
        try {
            texts.add(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
            return bytes;
        } catch (CharacterCodingException e) {
            Refusal refusal = entry.refused("is not valid UTF-8; save it as UTF-8");
            refusal.initCause(e);
            throw refusal;
        }
    }
}
