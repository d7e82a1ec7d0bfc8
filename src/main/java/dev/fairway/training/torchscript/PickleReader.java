package dev.fairway.training.torchscript;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the pickles that {@link PickleWriter} writes, and no others. No class is made of what they name: an instance
 * becomes its state, the result of a function its arguments, and what is kept elsewhere its id.
 */
final class PickleReader {

    private static final Object MARK = new Object();

    private final ByteBuffer bytes;
    private final Deque<Object> stack = new ArrayDeque<>();

    private PickleReader(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** @throws IOException when the bytes are no such pickle */
    static Object read(byte[] bytes) throws IOException {
        try {
            return new PickleReader(bytes).value();
        } catch (RuntimeException e) {
            throw new IOException("not written by this service", e);
        }
    }

    private Object value() throws IOException {
        while (true) {
            int opcode = bytes.get() & 0xff;
            switch (opcode) {
                case 0x80 -> bytes.get();
                case 'c' -> stack.push(line() + "." + line());
                case 'X' -> stack.push(text());
                case 'K' -> stack.push((long) (bytes.get() & 0xff));
                case 'J' -> stack.push((long) bytes.getInt());
                case 0x8a -> stack.push(longer());
                case 0x88 -> stack.push(true);
                case 0x89 -> stack.push(false);
                case ')' -> stack.push(List.of());
                case '}' -> stack.push(new LinkedHashMap<Object, Object>());
                case '(' -> stack.push(MARK);
                case 't' -> stack.push(untilMark());
                case 'u' -> setItems();
                // The second of the two is all that is of interest: arguments, or a state.
                case 0x81, 'R', 'b' -> keepUpper();
                case 'Q' -> {
                }
                case '.' -> {
                    return stack.pop();
                }
                default -> throw new IOException("unknown opcode " + opcode);
            }
        }
    }

    private void keepUpper() {
        Object upper = stack.pop();
        stack.pop();
        stack.push(upper);
    }

    private List<Object> untilMark() {
        List<Object> items = new ArrayList<>();
        for (Object item = stack.pop(); item != MARK; item = stack.pop()) {
            items.addFirst(item);
        }
        return items;
    }

    private void setItems() {
        List<Object> items = untilMark();
        @SuppressWarnings("unchecked")
        Map<Object, Object> map = (Map<Object, Object>) stack.getFirst();
        for (int i = 0; i < items.size(); i += 2) {
            map.put(items.get(i), items.get(i + 1));
        }
    }

    private String line() {
        StringBuilder line = new StringBuilder();
        for (byte b = bytes.get(); b != '\n'; b = bytes.get()) {
            line.append((char) b);
        }
        return line.toString();
    }

    private String text() {
        byte[] utf8 = new byte[bytes.getInt()];
        bytes.get(utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }

    private long longer() throws IOException {
        if (bytes.get() != Long.BYTES) {
            throw new IOException("a number of another length");
        }
        return bytes.getLong();
    }
}
