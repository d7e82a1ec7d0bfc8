package dev.fairway.dataset;

import dev.fairway.contract.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The kinds of files that hold a data set. */
public enum Format {
    CSV,
    PARQUET,
    JSONL,
    /** Grey or colour images and their labels as MNIST has them, in files of their own for training and test. */
    IDX,
    /** The binary version of CIFAR-10. */
    CIFAR10,
    /** JPEG and PNG files, a folder per class, maybe below a folder per split. */
    IMAGE_FOLDER,
    /** Text files, a folder per class, maybe below a folder per split. */
    TEXT_FOLDER;

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
        throw Refusal.invalid("spec.format", "\"%s\" is not read here; use %s".formatted(label, all()));
    }

    /** What a data set of this format holds. */
    public Dataset.Kind kind() {
        return switch (this) {
            case CSV, PARQUET, JSONL -> Dataset.Kind.TABLE;
            case IDX, CIFAR10, IMAGE_FOLDER -> Dataset.Kind.IMAGES;
            case TEXT_FOLDER -> Dataset.Kind.TEXTS;
        };
    }

    private static String all() {
        List<String> labels = Stream.of(values()).map(Format::label).toList();
        return String.join(", ", labels.subList(0, labels.size() - 1)) + " or " + labels.getLast();
    }

    /** What the first bytes of a file that holds a table look like. */
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
