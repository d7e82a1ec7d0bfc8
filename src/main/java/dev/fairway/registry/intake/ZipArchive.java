package dev.fairway.registry.intake;

import dev.fairway.contract.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A zip that somebody sent. Its headers are taken for claims: what counts is what comes out of it when it is read, and
 * reading stops at the limits.
 */
final class ZipArchive {

    private static final int DEEPEST = 16;
    private static final int LONGEST_NAME = 255;
    /** Small archives compress well, and do no harm. */
    private static final long ALWAYS_ALLOWED = 16 << 20;

    private final Path file;
    private final IntakeProperties limits;
    private long unpacked;

    ZipArchive(Path file, IntakeProperties limits) {
        this.file = file;
        this.limits = limits;
    }

    /**
     * The names of its files, checked.
     *
     * @throws Refusal when it is no whole zip, or has too many entries or names that reach out of it
     */
    List<String> names() {
        return reading(zip -> {
            Set<String> names = new HashSet<>();
            for (ZipEntry entry : Collections.list(zip.entries())) {
                check(entry);
                if (!names.add(entry.getName())) {
                    throw refused("has two entries called %s".formatted(shown(entry)));
                }
            }
            if (names.isEmpty()) {
                throw refused("has no entries");
            }
            return names.stream().filter(name -> !name.endsWith("/")).sorted().toList();
        });
    }

    /**
     * Reads every entry to its end, so that a damaged or exploding one is found before an engine meets it.
     *
     * @throws Refusal as {@link #names} and when an entry is damaged or there is too much in it
     */
    void verify() {
        List<String> names = names();
        reading(zip -> {
            for (String name : names) {
                copy(zip, zip.getEntry(name), OutputStream.nullOutputStream());
            }
            return names;
        });
    }

    /** Writes all files below a folder; throws as {@link #verify}. */
    void unpack(Path folder) {
        List<String> names = names();
        reading(zip -> {
            for (String name : names) {
                Path to = folder.resolve(name).normalize();
                if (!to.startsWith(folder)) {
                    throw refused("has an entry that reaches out of it");
                }
                Files.createDirectories(to.resolveSibling(""));
                try (OutputStream out = Files.newOutputStream(to)) {
                    copy(zip, zip.getEntry(name), out);
                }
            }
            return names;
        });
    }

    /** Whether any file's name fits. */
    boolean has(Predicate<String> name) {
        return names().stream().anyMatch(name);
    }

    private void check(ZipEntry entry) {
        String name = entry.getName();
        boolean escapes = name.startsWith("/") || name.contains("\\")
                || name.contains(":")
                || name.indexOf('\0') >= 0
                || List.of(name.split("/")).contains("..");
        if (escapes) {
            throw refused("has the entry %s, whose name reaches out of the archive".formatted(shown(entry)));
        }
        if (name.length() > LONGEST_NAME || name.split("/").length > DEEPEST) {
            throw refused("has the entry %s, whose name is too long or too deep".formatted(shown(entry)));
        }
    }

    private void copy(ZipFile zip, ZipEntry entry, OutputStream out) throws IOException {
        long packed = Files.size(file);
        byte[] buffer = new byte[1 << 16];
        CRC32 sum = new CRC32();
        try (InputStream in = zip.getInputStream(entry)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                unpacked += read;
                if (unpacked > limits.maxSize().toBytes()) {
                    throw new Refusal(Refusal.Kind.TOO_LARGE,
                            "artifact: unpacks to more than %d bytes, which is the most that is taken"
                                    .formatted(limits.maxSize().toBytes()));
                }
                if (unpacked > ALWAYS_ALLOWED && unpacked / packed >= limits.maxRatio()) {
                    throw refused(
                            "unpacks to more than %d times its size, as only a bomb does".formatted(limits.maxRatio()));
                }
                sum.update(buffer, 0, read);
                write(out, buffer, read);
            }
        }
        if (sum.getValue() != entry.getCrc()) {
            throw refused("is a zip that is cut off or damaged; send it again");
        }
    }

    /** A disk that is full is no fault of the archive. */
    private static void write(OutputStream out, byte[] buffer, int length) {
        try {
            out.write(buffer, 0, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <T> T reading(Reading<T> reading) {
        ZipLayout.check(file, limits.maxEntries());
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return reading.from(zip);
        } catch (IOException e) {
            // Also what an entry's stream throws when the archive ends before it does.
            throw refused("is a zip that is cut off or damaged; send it again", e);
        }
    }

    static String shown(ZipEntry entry) {
        String name = entry.getName();
        return "'" + (name.length() > 60 ? name.substring(0, 60) + "…" : name).replaceAll("\\p{Cntrl}", "?") + "'";
    }

    static Refusal refused(String message) {
        return Refusal.invalid("artifact", message);
    }

    private static Refusal refused(String message, Exception cause) {
        Refusal refusal = refused(message);
        refusal.initCause(cause);
        return refusal;
    }

    private interface Reading<T> {
        T from(ZipFile zip) throws IOException;
    }
}
