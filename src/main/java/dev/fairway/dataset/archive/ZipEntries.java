package dev.fairway.dataset.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** The entries of a zip. Its headers are taken for claims: what counts is what comes out of it when it is read. */
final class ZipEntries {

    private final Path path;
    private final Allowance allowance;

    ZipEntries(Path path, Allowance allowance) {
        this.path = path;
        this.allowance = allowance;
    }

    void each(Bundle.Visitor visitor) throws IOException {
        CentralDirectory.count(path, allowance);
        try (ZipFile zip = open()) {
            Set<String> names = new HashSet<>();
            for (ZipArchiveEntry entry : inOrder(zip)) {
                String name = EntryNames.checked(entry.getName());
                if (!entry.isDirectory()) {
                    check(zip, entry, name);
                    if (!names.add(name)) {
                        throw EntryNames.refused(name, "is in the archive twice; pack it once");
                    }
                    visit(zip, entry, name, visitor);
                }
            }
        }
    }

    private ZipFile open() {
        try {
            return ZipFile.builder().setPath(path).setIgnoreLocalFileHeader(false).get();
        } catch (IOException | IllegalArgumentException e) {
            throw Allowance.damaged(null, e);
        }
    }

    private static List<ZipArchiveEntry> inOrder(ZipFile zip) {
        return Collections.list(zip.getEntriesInPhysicalOrder());
    }

    private static void check(ZipFile zip, ZipArchiveEntry entry, String name) {
        if (entry.isUnixSymlink()) {
            throw EntryNames.refused(name, "is a symbolic link; pack the files themselves");
        }
        if (!zip.canReadEntryData(entry)) {
            throw EntryNames.refused(name,
                    "is encrypted or packed by a method that is not read here; pack with deflate or store");
        }
    }

    private void visit(ZipFile zip, ZipArchiveEntry entry, String name, Bundle.Visitor visitor) throws IOException {
        try (InputStream in = content(zip, entry, name)) {
            visitor.visit(new Entry(name, allowance.counted(in, name)));
        }
    }

    private static InputStream content(ZipFile zip, ZipArchiveEntry entry, String name) {
        try {
            return new Summed(zip.getInputStream(entry), entry.getCrc());
        } catch (IOException | IllegalArgumentException e) {
            throw Allowance.damaged(name, e);
        }
    }

    /** Fails at its end when the bytes are not those that were packed. */
    private static final class Summed extends FilterInputStream {

        private final long expected;
        private final CRC32 sum = new CRC32();

        Summed(InputStream in, long expected) {
            super(in);
            this.expected = expected;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = in.read(bytes, offset, length);
            if (read > 0) {
                sum.update(bytes, offset, read);
            } else if (read < 0 && sum.getValue() != expected) {
                throw new IOException("the checksum differs");
            }
            return read;
        }
    }
}
