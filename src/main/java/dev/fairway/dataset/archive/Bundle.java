package dev.fairway.dataset.archive;

import dev.fairway.contract.Refusal;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * The files of one upload, opened: archives (zip, tar, tar.gz) show what is in them, a gzip shows what it holds, any
 * other file shows itself. Nothing is ever written to where an entry says; entries are streams, and only one is open at
 * a time.
 */
public record Bundle(List<Sent> files, ArchiveLimits limits) {

    private static final int TAR_MAGIC = 257;
    private static final int HEAD = 512;

    public Bundle {
        files = List.copyOf(files);
    }

    /**
     * A file as it came.
     *
     * @param name what its sender called it
     */
    public record Sent(String name, Path path) {}

    /** Sees one entry after the other. */
    public interface Visitor {
        void visit(Entry entry) throws IOException;
    }

    /**
     * Shows every file to the visitor, in the order in which they were packed.
     *
     * @throws Refusal when one has a name that reaches elsewhere, is a link, or there is too much of them
     */
    public void each(Visitor visitor) throws IOException {
        long packed = 0;
        for (Sent file : files) {
            packed += Files.size(file.path());
        }
        Allowance allowance = new Allowance(limits, packed);
        Visitor counting = entry -> {
            if (!entry.isLitter()) {
                unwrapped(entry, allowance, visitor);
            }
        };
        for (Sent file : files) {
            open(file, allowance, counting);
        }
    }

    private static void open(Sent file, Allowance allowance, Visitor visitor) throws IOException {
        try (BufferedInputStream in = new BufferedInputStream(Files.newInputStream(file.path()))) {
            if (Magic.ZIP.begins(in)) {
                new ZipEntries(file.path(), allowance).each(visitor);
            } else if (Magic.GZIP.begins(in)) {
                BufferedInputStream unzipped = new BufferedInputStream(
                        allowance.counted(gunzip(in, file.name()), null));
                plain(stem(file.name()), unzipped, allowance, visitor);
            } else {
                plain(file.name(), in, allowance, visitor);
            }
        }
    }

    private static void plain(String name, BufferedInputStream in, Allowance allowance, Visitor visitor)
            throws IOException {
        if (isTar(in)) {
            new TarEntries(in, allowance).each(visitor);
        } else {
            allowance.entry();
            visitor.visit(new Entry(EntryNames.checked(name), in));
        }
    }

    /** What is compressed on its own within an archive is shown as what it holds. */
    private static void unwrapped(Entry entry, Allowance allowance, Visitor visitor) throws IOException {
        if (!entry.extension().equals("gz")) {
            visitor.visit(entry);
            return;
        }
        BufferedInputStream in = new BufferedInputStream(entry.content());
        if (!Magic.GZIP.begins(in)) {
            throw entry.refused("is called .gz and is no gzip");
        }
        visitor.visit(new Entry(stem(entry.name()), allowance.counted(gunzip(in, entry.name()), entry.name())));
    }

    private static InputStream gunzip(InputStream in, String name) {
        try {
            return new GZIPInputStream(in, HEAD * 16);
        } catch (IOException e) {
            throw Allowance.damaged(name, e);
        }
    }

    private static String stem(String name) {
        return name.replaceFirst("(?i)[.]gz$", "").replaceFirst("(?i)[.]tgz$", ".tar");
    }

    private static boolean isTar(BufferedInputStream in) {
        try {
            in.mark(HEAD);
            byte[] head = in.readNBytes(HEAD);
            in.reset();
            return head.length == HEAD
                    && new String(head, TAR_MAGIC, 5, java.nio.charset.StandardCharsets.US_ASCII).equals("ustar");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
