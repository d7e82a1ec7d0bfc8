package dev.fairway.dataset.archive;

import dev.fairway.contract.Refusal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * The directory at the end of a zip (PKWARE APPNOTE 4.3.12 to 4.3.16), walked before the library holds all of it in
 * memory, however many entries it has.
 */
final class CentralDirectory {

    private static final int END = 0x06054b50;
    private static final int END_64 = 0x06064b50;
    private static final int LOCATOR_64 = 0x07064b50;
    private static final int ENTRY = 0x02014b50;
    private static final int END_SIZE = 22;
    private static final int LOCATOR_SIZE = 20;
    private static final int END_64_SIZE = 56;
    private static final int ENTRY_SIZE = 46;
    private static final int LONGEST_COMMENT = 0xFFFF;

    private final FileChannel channel;

    private CentralDirectory(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Counts the entries.
     *
     * @throws Refusal when there are too many, or no directory
     */
    static void count(Path zip, Allowance allowance) throws IOException {
        try (FileChannel channel = FileChannel.open(zip)) {
            CentralDirectory directory = new CentralDirectory(channel);
            long at = directory.start();
            while (at + ENTRY_SIZE <= channel.size()) {
                ByteBuffer head = directory.read(at, ENTRY_SIZE);
                if (head.getInt(0) != ENTRY) {
                    return;
                }
                allowance.entry();
                at += ENTRY_SIZE + Short.toUnsignedInt(head.getShort(28)) + Short.toUnsignedInt(head.getShort(30))
                        + Short.toUnsignedInt(head.getShort(32));
            }
        }
    }

    private long start() throws IOException {
        int length = (int) Math.min(channel.size(), END_SIZE + LOCATOR_SIZE + LONGEST_COMMENT);
        long from = channel.size() - length;
        ByteBuffer tail = read(from, length);
        for (int at = length - END_SIZE; at >= 0; at--) {
            if (tail.getInt(at) == END) {
                return start(tail, at, from);
            }
        }
        throw damaged();
    }

    private long start(ByteBuffer tail, int at, long from) throws IOException {
        if (at >= LOCATOR_SIZE && tail.getInt(at - LOCATOR_SIZE) == LOCATOR_64) {
            long end = tail.getLong(at - LOCATOR_SIZE + 8);
            if (end < 0 || end > channel.size() - END_64_SIZE) {
                throw damaged();
            }
            ByteBuffer wide = read(end, END_64_SIZE);
            if (wide.getInt(0) == END_64) {
                return inside(end - wide.getLong(40));
            }
        }
        return inside(from + at - Integer.toUnsignedLong(tail.getInt(at + 12)));
    }

    private long inside(long start) throws IOException {
        if (start < 0 || start > channel.size()) {
            throw damaged();
        }
        return start;
    }

    private static Refusal damaged() {
        return Refusal.invalid("file", "is a zip that is cut off or damaged; pack and send it again");
    }

    private ByteBuffer read(long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        for (long at = position; bytes.hasRemaining();) {
            int read = channel.read(bytes, at);
            if (read < 0) {
                throw damaged();
            }
            at += read;
        }
        return bytes.flip();
    }
}
