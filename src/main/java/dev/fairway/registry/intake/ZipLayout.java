package dev.fairway.registry.intake;

import static dev.fairway.registry.intake.ZipArchive.refused;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * The central directory of a zip (PKWARE APPNOTE 4.3.12 to 4.3.16), looked at before anything else reads it: a library
 * would hold all of it in memory, and none tells which entries are links.
 */
final class ZipLayout {

    private static final int END = 0x06054b50;
    private static final int END_64 = 0x06064b50;
    private static final int LOCATOR_64 = 0x07064b50;
    private static final int ENTRY = 0x02014b50;
    private static final int END_SIZE = 22;
    private static final int LONGEST_COMMENT = 0xFFFF;
    /** What an entry of the directory takes at most here; names and extra fields are seldom longer than a hundred. */
    private static final int LARGEST_ENTRY = 2_048;
    private static final int UNIX = 3;
    private static final int FILE_TYPE = 0xF000;
    private static final int SYMBOLIC_LINK = 0xA000;

    private ZipLayout() {}

    /** @throws dev.fairway.contract.Refusal when there is none, or it has too many entries or links */
    static void check(Path file, int maxEntries) {
        try (FileChannel channel = FileChannel.open(file)) {
            Directory directory = directory(channel);
            if (directory.entries() > maxEntries || directory.size() > (long) maxEntries * LARGEST_ENTRY) {
                throw refused("has %d entries; at most %d are taken".formatted(directory.entries(), maxEntries));
            }
            checkLinks(read(channel, directory.start(), Math.toIntExact(directory.size())));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private record Directory(long entries, long start, long size) {}

    private static Directory directory(FileChannel channel) throws IOException {
        long size = channel.size();
        int tail = (int) Math.min(size, END_SIZE + LONGEST_COMMENT);
        ByteBuffer bytes = read(channel, size - tail, tail);
        for (int at = tail - END_SIZE; at >= 0; at--) {
            if (bytes.getInt(at) == END) {
                return checked(at(channel, bytes, at, size - tail + at), size);
            }
        }
        throw refused("is a zip that is cut off or damaged; send it again");
    }

    private static Directory at(FileChannel channel, ByteBuffer bytes, int at, long position) throws IOException {
        int entries = Short.toUnsignedInt(bytes.getShort(at + 10));
        long length = Integer.toUnsignedLong(bytes.getInt(at + 12));
        if (at >= 20 && bytes.getInt(at - 20) == LOCATOR_64) {
            long end = bytes.getLong(at - 12);
            if (end < 0 || end > position - 56) {
                throw refused("is a zip that is cut off or damaged; send it again");
            }
            ByteBuffer wide = read(channel, end, 56);
            if (wide.getInt(0) == END_64) {
                return new Directory(wide.getLong(32), end - wide.getLong(40), wide.getLong(40));
            }
        }
        return new Directory(entries, position - length, length);
    }

    private static Directory checked(Directory directory, long fileSize) {
        if (directory.entries() < 0 || directory.size() < 0
                || directory.start() < 0
                || directory.size() > fileSize - directory.start()) {
            throw refused("is a zip that is cut off or damaged; send it again");
        }
        return directory;
    }

    private static void checkLinks(ByteBuffer directory) {
        int at = 0;
        while (at + 46 <= directory.limit() && directory.getInt(at) == ENTRY) {
            int system = directory.get(at + 5);
            int type = (directory.getInt(at + 38) >>> 16) & FILE_TYPE;
            if (system == UNIX && type == SYMBOLIC_LINK) {
                throw refused("has an entry that is a symbolic link; pack the files themselves");
            }
            at += 46 + Short.toUnsignedInt(directory.getShort(at + 28))
                    + Short.toUnsignedInt(directory.getShort(at + 30))
                    + Short.toUnsignedInt(directory.getShort(at + 32));
        }
        if (at != directory.limit()) {
            throw refused("is a zip that is cut off or damaged; send it again");
        }
    }

    private static ByteBuffer read(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        long at = position;
        while (bytes.hasRemaining()) {
            int read = channel.read(bytes, at);
            if (read < 0) {
                throw refused("is a zip that is cut off or damaged; send it again");
            }
            at += read;
        }
        return bytes.flip();
    }
}
