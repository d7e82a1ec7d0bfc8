package dev.fairway.training.torchscript;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Reads the pickles of TorchScript archives, ours and those of libtorch ({@code torch/csrc/jit/serialization/pickler.cpp}),
 * and no others. No class is made of what they name: an instance becomes its state, the result of a function its
 * arguments, and what is kept elsewhere its id. Numbers know where they stand, so that they can be written anew.
 */
final class Pickled {

    /** A whole number and the bytes of the opcode that pushes it. */
    record Figure(long value, int from, int to) {}

    private static final Object MARK = new Object();
    private static final Object NONE = new Object();

    private final ByteBuffer bytes;
    private final Deque<Object> stack = new ArrayDeque<>();
    private final Map<Integer, Object> memo = new HashMap<>();

    private Pickled(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** @throws IOException when the bytes are no such pickle */
    static Object read(byte[] bytes) throws IOException {
        try {
            return new Pickled(bytes).value();
        } catch (RuntimeException e) {
            throw new IOException("not the pickle of a TorchScript module", e);
        }
    }

    private Object value() throws IOException {
        while (true) {
            int opcode = Byte.toUnsignedInt(bytes.get());
            if (opcode == '.') {
                return stack.pop();
            }
            if (!number(opcode) && !constant(opcode) && !collection(opcode) && !memory(opcode)) {
                throw new IOException("unknown opcode " + opcode);
            }
        }
    }

    private boolean number(int opcode) throws IOException {
        int from = bytes.position() - 1;
        long value;
        switch (opcode) {
            case 'K' -> value = Byte.toUnsignedInt(bytes.get());
            case 'M' -> value = Short.toUnsignedInt(bytes.getShort());
            case 'J' -> value = bytes.getInt();
            case 0x8a -> value = longer();
            default -> {
                return false;
            }
        }
        stack.push(new Figure(value, from, bytes.position()));
        return true;
    }

    private long longer() throws IOException {
        int length = bytes.get();
        if (length < 0 || length > Long.BYTES) {
            throw new IOException("a number of %d bytes".formatted(length));
        }
        long value = 0;
        for (int i = 0; i < length; i++) {
            long next = bytes.get();
            value |= (i == length - 1 ? next : next & 0xff) << (8 * i);
        }
        return value;
    }

    private boolean constant(int opcode) {
        switch (opcode) {
            case 0x80 -> bytes.get();
            case 'c' -> stack.push(line() + "." + line());
            case 'X' -> stack.push(text());
            case 'G' -> stack.push(bytes.getDouble());
            case 'N' -> stack.push(NONE);
            case 0x88 -> stack.push(true);
            case 0x89 -> stack.push(false);
            case ')' -> stack.push(List.of());
            case ']' -> stack.push(new ArrayList<>());
            case '}' -> stack.push(new LinkedHashMap<Object, Object>());
            case '(' -> stack.push(MARK);
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean collection(int opcode) {
        switch (opcode) {
            case 't' -> stack.push(untilMark());
            case 0x85, 0x86, 0x87 -> stack.push(last(opcode - 0x84));
            case 'a' -> append(last(1));
            case 'e' -> append(untilMark());
            case 's' -> setItems(last(2));
            case 'u' -> setItems(untilMark());
            // The second of the two is all that is of interest: arguments, or a state.
            case 0x81, 'R', 'b' -> keepUpper();
            // What is kept elsewhere is its id.
            case 'Q' -> {
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean memory(int opcode) {
        switch (opcode) {
            case 'q' -> memo.put(Byte.toUnsignedInt(bytes.get()), stack.getFirst());
            case 'r' -> memo.put(bytes.getInt(), stack.getFirst());
            case 'h' -> stack.push(Objects.requireNonNull(memo.get(Byte.toUnsignedInt(bytes.get()))));
            case 'j' -> stack.push(Objects.requireNonNull(memo.get(bytes.getInt())));
            default -> {
                return false;
            }
        }
        return true;
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

    private List<Object> last(int count) {
        List<Object> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            items.addFirst(stack.pop());
        }
        return items;
    }

    @SuppressWarnings("unchecked")
    private void append(List<Object> items) {
        ((List<Object>) stack.getFirst()).addAll(items);
    }

    @SuppressWarnings("unchecked")
    private void setItems(List<Object> items) {
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
}
