package dev.fairway.dataset.items;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the items of a data set one after the other; what {@link ItemFile} reads. */
public final class ItemWriter implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    private final OutputStream bytes;
    private final DataOutputStream offsets;
    private long position;

    /** @param folder where the files go; it exists */
    public ItemWriter(Path folder) throws IOException {
        bytes = open(folder.resolve(ItemFile.BYTES));
        offsets = new DataOutputStream(open(folder.resolve(ItemFile.OFFSETS)));
        offsets.writeLong(0);
    }

    private static OutputStream open(Path file) throws IOException {
        return new BufferedOutputStream(Files.newOutputStream(file), BUFFER);
    }

    public void add(byte[] item) throws IOException {
        bytes.write(item);
        position += item.length;
        offsets.writeLong(position);
    }

    /** Writes what is held back. */
    public void flush() throws IOException {
        bytes.flush();
        offsets.flush();
    }

    @Override
    public void close() throws IOException {
        try (bytes; offsets) {
            flush();
        }
    }
}
