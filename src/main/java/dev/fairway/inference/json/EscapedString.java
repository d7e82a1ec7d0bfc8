package dev.fairway.inference.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads, from behind its opening quote, a string with escapes in it or characters beyond ASCII. */
final class EscapedString {

    private static final int CODE_DIGITS = 4;

    private final JsonCursor json;
    private final StringBuilder text = new StringBuilder();

    EscapedString(JsonCursor json) {
        this.json = json;
    }

    String read() {
        while (true) {
            run();
            if (json.bytes[json.at++] == '"') {
                return text.toString();
            }
            escape();
        }
    }

    /** Takes what stands up to the next quote or backslash. */
    private void run() {
        int start = json.at;
        while (json.at < json.end && json.bytes[json.at] != '"' && json.bytes[json.at] != '\\') {
            byte next = json.bytes[json.at];
            if (next >= 0 && next < ' ') {
                throw json.malformed("a control character stands in a string; escape it");
            }
            json.at++;
        }
        if (json.at >= json.end) {
            throw json.malformed("it ends within a string");
        }
        try {
            text.append(
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json.bytes, start, json.at - start)));
        } catch (CharacterCodingException _) {
            throw json.malformed("a string before here is not UTF-8");
        }
    }

    private void escape() {
        int escaped = json.at < json.end ? json.bytes[json.at++] : -1;
        text.append(switch (escaped) {
            case '"', '\\', '/' -> (char) escaped;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> code();
            default -> throw json.malformed("a backslash stands before something that needs none");
        });
    }

    private char code() {
        int code = 0;
        for (int i = 0; i < CODE_DIGITS; i++) {
            int digit = json.at < json.end ? Character.digit(json.bytes[json.at], 16) : -1;
            if (digit < 0) {
                throw json.malformed("\\u wants four hexadecimal digits");
            }
            code = (code << 4) | digit;
            json.at++;
        }
        return (char) code;
    }
}
