package dev.fairway.dataset.items;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The bytes of every item of a data set, mapped into memory: the system keeps as much of them there as it has room for,
 * and none of it on the heap. Any number of threads may read at once.
 *
 * <p>{@code items.bin} holds the bytes of all items without anything between them; {@code items.offsets} holds, as
 * big-endian 64-bit numbers, where each begins and, last, where the last one ends.
 */
public final class ItemFile implements AutoCloseable {

    static final String BYTES = "items.bin";
    static final String OFFSETS = "items.offsets";
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private final Arena arena = Arena.ofShared();
    private final MemorySegment bytes;
    private final MemorySegment offsets;

    private ItemFile(Path folder) throws IOException {
        bytes = map(folder.resolve(BYTES));
        offsets = map(folder.resolve(OFFSETS));
    }

    /**
     * @param folder where an {@link ItemWriter} wrote
     * @throws IllegalArgumentException when there are no items in it
     */
    public static ItemFile open(Path folder) {
        if (!Files.isRegularFile(folder.resolve(OFFSETS))) {
            throw new IllegalArgumentException("no items are stored in " + folder);
        }
        try {
            return new ItemFile(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private MemorySegment map(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
        }
    }

    public int count() {
        return Math.toIntExact(offsets.byteSize() / Long.BYTES - 1);
    }

    /** @throws IndexOutOfBoundsException when there are not so many */
    public byte[] bytes(int item) {
        long from = offsets.getAtIndex(LONG, item);
        long to = offsets.getAtIndex(LONG, item + 1L);
        return bytes.asSlice(from, to - from).toArray(ValueLayout.JAVA_BYTE);
    }

    @Override
    public void close() {
        arena.close();
    }
}
