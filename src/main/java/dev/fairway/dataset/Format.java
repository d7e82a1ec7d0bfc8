package dev.fairway.dataset;

import dev.fairway.contract.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The kinds of files that hold a table. */
public enum Format {
    CSV, PARQUET, JSONL;

    private static final byte[] PARQUET_MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final int HEAD = 1024;

    /** What contracts and specs call it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws Refusal when no format is called so */
    public static Format named(String label) {
        for (Format format : values()) {
            if (format.label().equals(label)) {
                return format;
            }
        }
        throw Refusal.invalid("spec.format", "\"%s\" is not read here; use csv, parquet or jsonl".formatted(label));
    }

    /** What the first bytes of a file look like. */
    public static Format of(Path file) throws IOException {
        byte[] head = head(file);
        if (startsWith(head, PARQUET_MAGIC)) {
            return PARQUET;
        }
        return new String(head, StandardCharsets.UTF_8).replace("\uFEFF", "").stripLeading().startsWith("{") ? JSONL
                : CSV;
    }

    private static byte[] head(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(HEAD);
        }
    }

    private static boolean startsWith(byte[] bytes, byte[] prefix) {
        return bytes.length >= prefix.length
                && java.util.Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
    }
}
