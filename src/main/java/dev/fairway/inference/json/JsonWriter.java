package dev.fairway.inference.json;

import dev.fairway.tensor.DataType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Writes a JSON document with tensors in it, its commas set by itself. Numbers are written as Java does, with the fewest
 * digits that tell them from their neighbours ({@link Float#toString(float)}).
 */
public final class JsonWriter {

    private static final int USUAL_LENGTH = 512;

    private final StringBuilder json = new StringBuilder(USUAL_LENGTH);
    private boolean following;

    public JsonWriter startObject() {
        return start('{');
    }

    public JsonWriter endObject() {
        return end('}');
    }

    public JsonWriter startArray() {
        return start('[');
    }

    public JsonWriter endArray() {
        return end(']');
    }

    /** Names the value that comes next. */
    public JsonWriter name(String name) {
        string(name);
        json.append(':');
        following = false;
        return this;
    }

    public JsonWriter string(String text) {
        comma();
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            character(text, i);
        }
        json.append('"');
        return this;
    }

    public JsonWriter number(long number) {
        comma();
        json.append(number);
        return this;
    }

    public JsonWriter flag(boolean flag) {
        comma();
        json.append(flag);
        return this;
    }

    public JsonWriter nothing() {
        comma();
        json.append("null");
        return this;
    }

    /**
     * Writes elements of a fixed size as a flat array.
     *
     * @param data little-endian, from position 0 to the limit
     * @throws IllegalArgumentException when one is NaN or infinite, which JSON has no word for; see {@link #firstNotFinite}
     */
    public JsonWriter elements(DataType type, ByteBuffer data) {
        startArray();
        ByteBuffer view = data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        int size = type.size();
        for (int i = 0; i < view.limit(); i += size) {
            if (i > 0) {
                json.append(',');
            }
            element(type, view, i);
        }
        return endArray();
    }

    /** The number of the first element that is NaN or infinite, which JSON cannot tell; −1 when there is none. */
    public static int firstNotFinite(DataType type, ByteBuffer data) {
        if (!isFloating(type)) {
            return -1;
        }
        ByteBuffer view = data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < view.limit(); i += type.size()) {
            if (!Double.isFinite(type == DataType.FP64 ? view.getDouble(i) : real(type, view, i))) {
                return i / type.size();
            }
        }
        return -1;
    }

    /** The document in UTF-8. */
    public byte[] toBytes() {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void element(DataType type, ByteBuffer data, int at) {
        switch (type) {
            case FP32, FP16, BF16 -> {
                requireFinite(real(type, data, at));
                json.append(real(type, data, at));
            }
            case FP64 -> {
                requireFinite(data.getDouble(at));
                json.append(data.getDouble(at));
            }
            case INT64 -> json.append(data.getLong(at));
            case INT32 -> json.append(data.getInt(at));
            case INT16 -> json.append(data.getShort(at));
            case INT8 -> json.append(data.get(at));
            case UINT64 -> json.append(Long.toUnsignedString(data.getLong(at)));
            case UINT32 -> json.append(Integer.toUnsignedLong(data.getInt(at)));
            case UINT16 -> json.append(Short.toUnsignedInt(data.getShort(at)));
            case UINT8 -> json.append(Byte.toUnsignedInt(data.get(at)));
            case BOOL -> json.append(data.get(at) != 0);
            case BYTES -> throw new IllegalArgumentException("strings are written one by one");
        }
    }

    private static boolean isFloating(DataType type) {
        return switch (type) {
            case FP16, BF16, FP32, FP64 -> true;
            case BOOL, UINT8, UINT16, UINT32, UINT64, INT8, INT16, INT32, INT64, BYTES -> false;
        };
    }

    private static float real(DataType type, ByteBuffer data, int at) {
        return switch (type) {
            case FP16 -> Float.float16ToFloat(data.getShort(at));
            case BF16 -> Float.intBitsToFloat(data.getShort(at) << Short.SIZE);
            default -> data.getFloat(at);
        };
    }

    private static void requireFinite(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("an element is not finite, and JSON has no word for it");
        }
    }

    private JsonWriter start(char bracket) {
        comma();
        json.append(bracket);
        following = false;
        return this;
    }

    private JsonWriter end(char bracket) {
        json.append(bracket);
        following = true;
        return this;
    }

    private void comma() {
        if (following) {
            json.append(',');
        }
        following = true;
    }

    private void character(String text, int i) {
        char c = text.charAt(i);
        switch (c) {
            case '"', '\\' -> json.append('\\').append(c);
            case '\n' -> json.append("\\n");
            case '\r' -> json.append("\\r");
            case '\t' -> json.append("\\t");
            default -> {
                if (c < ' ' || isLone(text, i)) {
                    json.append("\\u%04x".formatted((int) c));
                } else {
                    json.append(c);
                }
            }
        }
    }

    /** Whether it is half of a pair of surrogates without the other, which UTF-8 cannot tell. */
    private static boolean isLone(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }
}
