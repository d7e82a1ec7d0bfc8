package dev.fairway.dataset;

import dev.fairway.dataset.items.ItemFile;
import dev.fairway.dataset.items.Netpbm;
import dev.fairway.feature.ImageDecoding;
import dev.fairway.feature.Pixels;
import org.jspecify.annotations.Nullable;

/**
 * The images of a stored data set, in its order; needs neither a database nor the service. Any number of threads may
 * read at once.
 */
public final class Images implements AutoCloseable {

    private static final ImageDecoding DECODING = new ImageDecoding(Integer.MAX_VALUE);

    private final ItemFile items;
    private final Items rows;

    private Images(ItemFile items, Items rows) {
        this.items = items;
        this.rows = rows;
    }

    /** @throws IllegalArgumentException when the data set is not one of images */
    public static Images open(Dataset dataset) {
        if (dataset.kind() != Dataset.Kind.IMAGES) {
            throw new IllegalArgumentException("%s holds no images".formatted(dataset.name()));
        }
        return new Images(ItemFile.open(dataset.table().resolveSibling("")), Items.read(dataset.table()));
    }

    public int count() {
        return items.count();
    }

    /** The class of an image; null when nobody said. */
    public @Nullable String label(int image) {
        return rows.label(image);
    }

    /** {@code train}, {@code validation} or {@code test}; null where the layout brings none. */
    public @Nullable String split(int image) {
        return rows.split(image);
    }

    /** What the image was called in what was uploaded. */
    public String file(int image) {
        return rows.file(image);
    }

    /** The image decoded, with the channels it was stored with. */
    public Pixels pixels(int image) {
        byte[] bytes = items.bytes(image);
        return Netpbm.isOne(bytes) ? Netpbm.read(bytes) : DECODING.decode(rows.file(image), bytes);
    }

    /** The image as it is stored: JPEG or PNG as it came, else Netpbm. */
    public byte[] bytes(int image) {
        return items.bytes(image);
    }

    @Override
    public void close() {
        items.close();
    }
}
