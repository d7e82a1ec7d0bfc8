package dev.fairway.inference.json;

import dev.fairway.contract.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A place in a JSON document (RFC 8259) of UTF-8 bytes, moved on by reading.
 *
 * <p>Strict: whatever the grammar does not allow is refused with line and column, and so are a field that is given
 * twice, text after the document, and nesting so deep that reading it would use up the stack.
 */
final class JsonCursor {

    private static final int MAX_DEPTH = 500;

    final byte[] bytes;
    final int end;
    /** Where the next byte lies. */
    int at;
    private int depth;

    /** @param end where the document ends in the array */
    JsonCursor(byte[] bytes, int end) {
        this.bytes = bytes;
        this.end = end;
        boolean marked = end >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF;
        this.at = marked ? 3 : 0;
    }

    /** The next byte that is no white space, without taking it; −1 at the end. */
    int peek() {
        while (at < end) {
            byte next = bytes[at];
            if (next > ' ' || next < 0) {
                return next & 0xFF;
            }
            if (next != ' ' && next != '\n' && next != '\r' && next != '\t') {
                throw malformed("a control character stands between values");
            }
            at++;
        }
        return -1;
    }

    /** Takes the character if it comes next. */
    boolean takes(char wanted) {
        if (peek() != wanted) {
            return false;
        }
        at++;
        return true;
    }

    /** @throws Refusal when something else comes next */
    void expect(char wanted) {
        if (!takes(wanted)) {
            throw malformed("%s is expected, not %s".formatted(wanted, found()));
        }
    }

    /** @throws Refusal when anything but white space follows */
    void expectEnd() {
        if (peek() >= 0) {
            throw Refusal.malformed("body", "has something after the end of its JSON document; remove it");
        }
    }

    /**
     * Reads an object, the value of each field by the given reading.
     *
     * @param place what the object is called in a refusal; empty for the document itself
     */
    void object(String place, Consumer<String> field) {
        expect('{');
        if (takes('}')) {
            return;
        }
        deeper();
        Set<String> names = new HashSet<>();
        do {
            String name = string();
            if (!names.add(name)) {
                throw Refusal.malformed(place.isEmpty() ? name : place + "." + name, "is given twice; send it once");
            }
            expect(':');
            field.accept(name);
        } while (takes(','));
        expect('}');
        depth--;
    }

    /** Reads an array, each element by the given reading, which gets its number. */
    void array(IntConsumer element) {
        expect('[');
        if (takes(']')) {
            return;
        }
        deeper();
        int number = 0;
        do {
            element.accept(number++);
        } while (takes(','));
        expect(']');
        depth--;
    }

    /** Skips an array, of which only the brackets and the strings are looked at: it is yet to be read. */
    void skipArray() {
        expect('[');
        for (int open = 1; open > 0;) {
            switch (peek()) {
                case '[' -> open++;
                case ']' -> open--;
                case '"' -> {
                    skipString();
                    continue;
                }
                case -1 -> throw malformed("it ends within an array");
                default -> {
                }
            }
            at++;
        }
    }

    private void skipString() {
        for (at++; at < end && bytes[at] != '"'; at++) {
            if (bytes[at] == '\\') {
                at++;
            }
        }
        at++;
    }

    String string() {
        if (peek() != '"') {
            throw malformed("a string in double quotes is expected, not " + found());
        }
        int start = ++at;
        while (at < end && bytes[at] >= ' ' && bytes[at] != '"' && bytes[at] != '\\') {
            at++;
        }
        if (at < end && bytes[at] == '"') {
            return new String(bytes, start, at++ - start, StandardCharsets.ISO_8859_1);
        }
        at = start;
        return new EscapedString(this).read();
    }

    /** Any value: a string, a Boolean, a Long, BigInteger or Double, a List, a Map, or null. */
    @Nullable
    Object value() {
        return switch (peek()) {
            case '{' -> map("");
            case '[' -> {
                List<@Nullable Object> list = new ArrayList<>();
                array(_ -> list.add(value()));
                yield list;
            }
            case '"' -> string();
            case 't', 'f' -> flag();
            case 'n' -> {
                nothing();
                yield null;
            }
            default -> new NumberScanner(this).value();
        };
    }

    /** An object as a map in the order of its fields. */
    Map<String, @Nullable Object> map(String place) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        object(place, name -> map.put(name, value()));
        return map;
    }

    /** Reads {@code true} or {@code false}. */
    boolean flag() {
        boolean flag = peek() == 't';
        literal(flag ? "true" : "false");
        return flag;
    }

    /** Reads {@code null}. */
    void nothing() {
        peek();
        literal("null");
    }

    private void literal(String literal) {
        int to = at + literal.length();
        if (to > end || !new String(bytes, at, literal.length(), StandardCharsets.ISO_8859_1).equals(literal)
                || (to < end && isWordy(bytes[to]))) {
            throw malformed("%s is no value".formatted(word()));
        }
        at = to;
    }

    private void deeper() {
        if (++depth > MAX_DEPTH) {
            throw malformed("it is nested more than %d deep".formatted(MAX_DEPTH));
        }
    }

    /** What stands here, for a refusal. */
    String found() {
        int next = peek();
        if (next < 0) {
            return "the end";
        }
        return next < 0x80 && !isWordy((byte) next) ? Character.toString(next) : word();
    }

    private String word() {
        int to = at;
        while (to < end && to < at + 20 && isWordy(bytes[to])) {
            to++;
        }
        return new String(bytes, at, to - at, StandardCharsets.US_ASCII);
    }

    private static boolean isWordy(byte c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '+' || c == '-' || c == '.' || c < 0;
    }

    /** The refusal of a document that breaks the grammar here. */
    Refusal malformed(String why) {
        int line = 1;
        int start = 0;
        for (int i = 0; i < Math.min(at, end); i++) {
            if (bytes[i] == '\n') {
                line++;
                start = i + 1;
            }
        }
        return new Refusal(Refusal.Kind.MALFORMED, "the body is no JSON document: %s, at line %d, column %d"
                .formatted(why, line, Math.min(at, end) - start + 1));
    }
}
