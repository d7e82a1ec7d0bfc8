package dev.fairway.dataset.load;

import dev.fairway.contract.Refusal;
import java.io.BufferedInputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes a text of any supported encoding anew, as what the readers after it rely on: UTF-8 without a byte order mark,
 * lines that end with a single line feed, no empty lines at the end, no control characters.
 */
final class Transcription {

    private static final int BUFFER = 1 << 16;

    private final Writer out;
    private long line = 1;
    private int heldLineFeeds;
    private boolean afterReturn;
    private boolean empty = true;

    private Transcription(Writer out) {
        this.out = out;
    }

    /** @throws Refusal when the bytes are no text, with the line and byte where they stop being one */
    static void write(Path source, Path target) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(source));
                BufferedWriter out = Files.newBufferedWriter(target)) {
            in.mark(3);
            Encoding encoding = Encoding.of(in.readNBytes(3));
            in.reset();
            in.skipNBytes(encoding.mark());
            Transcription transcription = new Transcription(out);
            transcription.decode(in, encoding);
            if (transcription.empty) {
                throw Refusal.invalid("file", "is empty; upload a table with a header line and rows");
            }
            out.write('\n');
        }
    }

    private void decode(InputStream in, Encoding encoding) throws IOException {
        CharsetDecoder decoder = encoding.charset()
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.allocate(BUFFER);
        CharBuffer chars = CharBuffer.allocate(BUFFER);
        long consumed = encoding.mark();
        boolean end = false;
        while (!end) {
            int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
            end = read < 0;
            bytes.limit(bytes.position() + Math.max(read, 0)).position(0);
            CoderResult result = decoder.decode(bytes, chars, end);
            consumed += bytes.position();
            copy(chars.flip());
            if (result.isError()) {
                throw Refusal.invalid("file", "line %d, byte %d is not valid %s; save the file as UTF-8".formatted(line,
                        consumed, encoding.charset()));
            }
            bytes.compact();
            chars.clear();
        }
    }

    private void copy(CharBuffer chars) throws IOException {
        while (chars.hasRemaining()) {
            char c = chars.get();
            if (c == '\n' || c == '\r') {
                endLine(c);
            } else {
                write(c);
            }
            afterReturn = c == '\r';
        }
    }

    private void endLine(char c) {
        if (c == '\r' || !afterReturn) {
            heldLineFeeds++;
            line++;
        }
    }

    private void write(char c) throws IOException {
        if (c < ' ' && c != '\t' && c != '\f') {
            throw Refusal.invalid("file", "line %d holds the control character U+%04X: this is no text; upload csv or "
                    .formatted(line, (int) c) + "jsonl text, or a Parquet file as such");
        }
        for (; heldLineFeeds > 0; heldLineFeeds--) {
            out.write('\n');
        }
        out.write(c);
        empty &= Character.isWhitespace(c);
    }

    /** @param mark length of the byte order mark */
    private record Encoding(java.nio.charset.Charset charset, int mark) {

        static Encoding of(byte[] head) {
            return switch (hex(head)) {
                case String h when h.startsWith("efbbbf") -> new Encoding(StandardCharsets.UTF_8, 3);
                case String h when h.startsWith("fffe") -> new Encoding(StandardCharsets.UTF_16LE, 2);
                case String h when h.startsWith("feff") -> new Encoding(StandardCharsets.UTF_16BE, 2);
                case String h when h.matches("(?!00)..00.*") -> new Encoding(StandardCharsets.UTF_16LE, 0);
                case String h when h.matches("00(?!00)...*") -> new Encoding(StandardCharsets.UTF_16BE, 0);
                default -> new Encoding(StandardCharsets.UTF_8, 0);
            };
        }

        private static String hex(byte[] bytes) {
            return java.util.HexFormat.of().formatHex(bytes);
        }
    }
}
