package dev.fairway.dataset.store;

import dev.fairway.contract.Refusal;
import dev.fairway.dataset.Datasets.Part;
import dev.fairway.dataset.archive.Bundle.Sent;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.LongConsumer;
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
     * Files in a folder of their own, which goes with them.
     *
     * @param sha256 hash of the bytes as they came; of several files, of their names and hashes
     */
    record Received(Path folder, List<Sent> files, String sha256) implements AutoCloseable {

        Received {
            files = List.copyOf(files);
        }

        @Override
        public void close() throws IOException {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    /**
     * @param counted told how many bytes more have come
     * @throws Refusal when the bytes are more than are taken
     */
    Received receive(List<Part> parts, LongConsumer counted) throws IOException {
        Path own = Files.createTempDirectory(folder, "upload").toAbsolutePath();
        try {
            List<Sent> files = new ArrayList<>();
            List<String> hashes = new ArrayList<>();
            long left = maxBytes;
            for (Part part : parts) {
                Path file = own.resolve("upload" + (files.isEmpty() ? "" : "-" + files.size()));
                try (InputStream bytes = part.content().open()) {
                    hashes.add(copy(bytes, file, left, counted));
                }
                left -= Files.size(file);
                files.add(new Sent(part.filename(), file));
            }
            return new Received(own, files, sha256(files, hashes));
        } catch (IOException | RuntimeException e) {
            FileSystemUtils.deleteRecursively(own);
            throw e;
        }
    }

    private static String sha256(List<Sent> files, List<String> hashes) {
        if (files.size() == 1) {
            return hashes.getFirst();
        }
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < files.size(); i++) {
            all.append(files.get(i).name()).append('\n').append(hashes.get(i)).append('\n');
        }
        return sha256(all.toString());
    }

    static String sha256(String text) {
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private String copy(InputStream bytes, Path file, long most, LongConsumer counted) throws IOException {
        DigestInputStream in = new DigestInputStream(bytes, sha256());
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] buffer = new byte[BUFFER];
            long total = 0;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                total += read;
                if (total > most) {
                    throw new Refusal(Refusal.Kind.TOO_LARGE,
                            "file: has more than %d bytes, which is the most that is taken".formatted(maxBytes),
                            List.of(new Refusal.FieldError("file", "must have at most %d bytes".formatted(maxBytes))));
                }
                out.write(buffer, 0, read);
                counted.accept(read);
            }
        }
        return HexFormat.of().formatHex(in.getMessageDigest().digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
