package dev.fairway.dataset.archive;

import dev.fairway.contract.Refusal;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a tar.
 *
 * <p>The library reads a long name or extended header into memory as a whole, however long it says it is; so no more than
 * a few megabytes can be read between the content of one entry and the next.
 */
final class TarEntries {

    private static final long LONGEST_HEADER = 4 << 20;

    private final Headers headers;
    private final Allowance allowance;

    TarEntries(InputStream tar, Allowance allowance) {
        this.headers = new Headers(tar);
        this.allowance = allowance;
    }

    void each(Bundle.Visitor visitor) throws IOException {
        // The stream belongs to who opened it.
        TarArchiveInputStream tar = new TarArchiveInputStream(headers, StandardCharsets.UTF_8.name());
        for (TarArchiveEntry entry = next(tar); entry != null; entry = next(tar)) {
            allowance.entry();
            String name = EntryNames.checked(entry.getName());
            if (entry.isDirectory()) {
                continue;
            }
            if (!entry.isFile() || entry.isSymbolicLink() || entry.isLink()) {
                throw EntryNames.refused(name, "is a link or a device; pack the files themselves");
            }
            if (!tar.canReadEntryData(entry)) {
                throw EntryNames.refused(name, "is packed in a way that is not read here; pack with plain tar");
            }
            Entry shown = new Entry(name, allowance.plain(tar, name));
            visitor.visit(shown);
            shown.content().transferTo(OutputStream.nullOutputStream());
        }
    }

    private @Nullable TarArchiveEntry next(TarArchiveInputStream tar) {
        headers.begin();
        try {
            return tar.getNextEntry();
        } catch (IOException | IllegalArgumentException e) {
            throw Allowance.damaged(null, e);
        } finally {
            headers.end();
        }
    }

    /** Bytes of a tar that are few while headers are read. */
    private static final class Headers extends FilterInputStream {

        private boolean within;
        private long left;

        Headers(InputStream in) {
            super(in);
        }

        void begin() {
            within = true;
            left = LONGEST_HEADER;
        }

        void end() {
            within = false;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = in.read(bytes, offset, length);
            left -= Math.max(0, read);
            if (within && left < 0) {
                throw Refusal.invalid("file", "is a tar with a header of more than %d bytes".formatted(LONGEST_HEADER));
            }
            return read;
        }
    }
}
