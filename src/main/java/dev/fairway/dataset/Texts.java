package dev.fairway.dataset;

import dev.fairway.dataset.items.ItemFile;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The texts of a stored data set, in its order; needs neither a database nor the service. Any number of threads may
 * read at once.
 */
public final class Texts implements AutoCloseable {

    private final ItemFile items;
    private final Items rows;

    private Texts(ItemFile items, Items rows) {
        this.items = items;
        this.rows = rows;
    }

    /** @throws IllegalArgumentException when the data set is not one of texts */
    public static Texts open(Dataset dataset) {
        if (dataset.kind() != Dataset.Kind.TEXTS) {
            throw new IllegalArgumentException("%s holds no texts".formatted(dataset.name()));
        }
        return new Texts(ItemFile.open(dataset.table().resolveSibling("")), Items.read(dataset.table()));
    }

    public int count() {
        return items.count();
    }

    /** The class of a text; null when nobody said. */
    public @Nullable String label(int index) {
        return rows.label(index);
    }

    /** {@code train}, {@code validation} or {@code test}; null where the layout brings none. */
    public @Nullable String split(int index) {
        return rows.split(index);
    }

    /** What the text was called in what was uploaded. */
    public String file(int index) {
        return rows.file(index);
    }

    public String text(int index) {
        return new String(items.bytes(index), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        items.close();
    }
}
