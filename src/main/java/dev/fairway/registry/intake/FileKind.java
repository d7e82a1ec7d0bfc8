package dev.fairway.registry.intake;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** What a file is by its first bytes, whatever it is called. */
enum FileKind {
    ZIP("a zip"),
    ONNX("an ONNX model"),
    EMPTY("an empty file"),
    PICKLE("a Python pickle"),
    HDF5("an HDF5 file, as Keras writes them"),
    SAFETENSORS("a safetensors file, which holds weights without a network"),
    GGUF("a GGUF file"),
    TFLITE("a TensorFlow Lite model"),
    SAVED_MODEL("a TensorFlow SavedModel"),
    GZIP("a gzip file"),
    UNKNOWN("of no kind that is known here");

    private static final int HEAD = 64;

    private final String words;

    FileKind(String words) {
        this.words = words;
    }

    /** As the end of "the file is …". */
    String words() {
        return words;
    }

    static FileKind of(Path file) {
        byte[] head = head(file);
        String text = new String(head, StandardCharsets.ISO_8859_1);
        if (head.length == 0) {
            return EMPTY;
        } else if (text.startsWith("PK\3\4") || text.startsWith("PK\5\6")) {
            return ZIP;
        } else if (text.startsWith("\u0089HDF\r\n\u001a\n")) {
            return HDF5;
        } else if (text.startsWith("GGUF")) {
            return GGUF;
        } else if (text.startsWith("TFL3", 4)) {
            return TFLITE;
        } else if (text.startsWith("\u001f\u008b")) {
            return GZIP;
        } else if (isPickle(head)) {
            return PICKLE;
        }
        return isSafetensors(head, file) ? SAFETENSORS : protobuf(file);
    }

    /** Protocols 2 to 5 begin with PROTO and their number. */
    private static boolean isPickle(byte[] head) {
        return head.length > 1 && head[0] == (byte) 0x80 && head[1] >= 2 && head[1] <= 5;
    }

    /** The length of a JSON header, then the header. */
    private static boolean isSafetensors(byte[] head, Path file) {
        if (head.length < 10 || head[8] != '{') {
            return false;
        }
        long header = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getLong(0);
        return header > 1 && header < file.toFile().length();
    }

    /** Both are protobuf messages that begin with a version number. */
    private static FileKind protobuf(Path file) {
        if (file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".pb")) {
            return SAVED_MODEL;
        }
        return OnnxFile.isOne(file) ? ONNX : UNKNOWN;
    }

    private static byte[] head(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.copyOf(in.readNBytes(HEAD), (int) Math.min(HEAD, Files.size(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
