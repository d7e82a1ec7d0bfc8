package dev.fairway.dataset.store;

import dev.fairway.contract.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.util.FileSystemUtils;

/** Where uploads lie while they are read; nothing in it outlives its import, or a crash. */
final class Inbox {

    private static final int BUFFER = 1 << 16;

    private final Path folder;
    private final long maxBytes;

    /** Clears what an earlier process left behind. */
    Inbox(Path folder, long maxBytes) throws IOException {
        this.folder = folder;
        this.maxBytes = maxBytes;
        FileSystemUtils.deleteRecursively(folder);
        Files.createDirectories(folder);
    }

    /**
     * An upload in a folder of its own, which goes with it.
     *
     * @param sha256 hash of the bytes as they came
     */
    record Upload(Path file, String sha256) implements AutoCloseable {

        @Override
        public void close() throws IOException {
            FileSystemUtils.deleteRecursively(file.resolveSibling(""));
        }
    }

    /** @throws Refusal when the bytes are more than are taken */
    Upload receive(InputStream bytes) throws IOException {
        Path file = Files.createTempDirectory(folder, "upload").resolve("upload").toAbsolutePath();
        try {
            return new Upload(file, copy(bytes, file));
        } catch (IOException | RuntimeException e) {
            FileSystemUtils.deleteRecursively(file.resolveSibling(""));
            throw e;
        }
    }

    private String copy(InputStream bytes, Path file) throws IOException {
        DigestInputStream in = new DigestInputStream(bytes, sha256());
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] buffer = new byte[BUFFER];
            long total = 0;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                total += read;
                if (total > maxBytes) {
                    throw new Refusal(Refusal.Kind.TOO_LARGE,
                            "file: has more than %d bytes, which is the most that is taken".formatted(maxBytes),
                            java.util.List.of(
                                    new Refusal.FieldError("file", "must have at most %d bytes".formatted(maxBytes))));
                }
                out.write(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(in.getMessageDigest().digest());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
