package dev.fairway.inference.json;

import dev.fairway.contract.Refusal;
import dev.fairway.tensor.DataType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the elements of a tensor one after another, each as its datatype is written in JSON. */
abstract sealed class Elements {

    private static final int LONGEST_SHOWN = 40;

    final JsonCursor json;
    private final DataType type;
    private final String place;

    private Elements(JsonCursor json, DataType type, String place) {
        this.json = json;
        this.type = type;
        this.place = place;
    }

    /**
     * @param place what the array is called in a refusal
     * @param count how many elements there will be
     */
    static Elements of(DataType type, int count, JsonCursor json, String place) {
        if (type == DataType.BYTES) {
            return new Strings(json, place);
        }
        byte[] bytes = new byte[count * type.size()];
        ByteBuffer data = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        return switch (type) {
            case FP32 -> new Floats(json, data, bytes, place);
            case FP64 -> new Doubles(json, data, place);
            case BOOL -> new Flags(json, data, place);
            case INT8, INT16, INT32, INT64 -> new Integers(json, type, data, true, place);
            case UINT8, UINT16, UINT32, UINT64 -> new Integers(json, type, data, false, place);
            case FP16, BF16, BYTES -> throw new IllegalArgumentException("%s is not read as JSON".formatted(type));
        };
    }

    /**
     * Reads the element that the cursor, standing on no white space, stands on.
     *
     * @throws Refusal when it is none of the datatype
     */
    abstract void read(int number);

    /**
     * Reads elements, each with the comma before it, for as long as there is a faster way than one by one.
     *
     * @return the number of the element that comes next
     */
    int readMore(int number) {
        return number;
    }

    abstract Contents contents();

    /** The refusal of what stands at the cursor. */
    final Refusal wrong(int number, int from) {
        json.at = from;
        // Something that is no JSON at all is to be refused as such.
        json.value();
        String shown = new String(json.bytes, from, Math.min(json.at - from, LONGEST_SHOWN), StandardCharsets.UTF_8);
        return refusal(number, "%s%s is no %s".formatted(shown, json.at - from > LONGEST_SHOWN ? "…" : "", type));
    }

    final Refusal beyond(int number, NumberScanner scanner) {
        return refusal(number, "%s is beyond the range of %s".formatted(scanner.literal(), type));
    }

    private Refusal refusal(int number, String message) {
        return Refusal.invalid("%s[%d]".formatted(place, number), message);
    }

    /** Elements of a fixed size. */
    private abstract static sealed class Sized extends Elements {

        final ByteBuffer data;
        final NumberScanner scanner;
        private final BitSet missing = new BitSet(0);

        private Sized(JsonCursor json, DataType type, ByteBuffer data, String place) {
            super(json, type, place);
            this.data = data;
            this.scanner = new NumberScanner(json);
        }

        /** Whether a number comes next; takes the {@code null} that may come instead. */
        final boolean isNumber(int number) {
            byte first = json.bytes[json.at];
            if (first == '-' || (first >= '0' && first <= '9')) {
                return true;
            }
            if (first != 'n') {
                throw wrong(number, json.at);
            }
            miss(number);
            return false;
        }

        final void miss(int number) {
            json.nothing();
            missing.set(number);
        }

        @Override
        final Contents contents() {
            return new Contents.Elements(data, missing);
        }
    }

    private static final class Floats extends Sized {

        private final byte[] bytes;

        /** @param bytes what the buffer wraps */
        private Floats(JsonCursor json, ByteBuffer data, byte[] bytes, String place) {
            super(json, DataType.FP32, data, place);
            this.bytes = bytes;
        }

        @Override
        void read(int number) {
            float value = Float.NaN;
            if (isNumber(number)) {
                scanner.scan();
                value = scanner.toFloat();
                if (Float.isInfinite(value)) {
                    throw beyond(number, scanner);
                }
            }
            data.putFloat(number * Float.BYTES, value);
        }

        @Override
        int readMore(int number) {
            return UsualFloats.read(json, bytes, number);
        }
    }

    private static final class Doubles extends Sized {

        private Doubles(JsonCursor json, ByteBuffer data, String place) {
            super(json, DataType.FP64, data, place);
        }

        @Override
        void read(int number) {
            double value = Double.NaN;
            if (isNumber(number)) {
                scanner.scan();
                value = scanner.toDouble();
                if (Double.isInfinite(value)) {
                    throw beyond(number, scanner);
                }
            }
            data.putDouble(number * Double.BYTES, value);
        }
    }

    private static final class Integers extends Sized {

        private final int size;
        private final boolean signed;

        private Integers(JsonCursor json, DataType type, ByteBuffer data, boolean signed, String place) {
            super(json, type, data, place);
            this.size = type.size();
            this.signed = signed;
        }

        @Override
        void read(int number) {
            if (!isNumber(number)) {
                return;
            }
            int from = json.at;
            scanner.scan();
            if (!scanner.isInteger(size * Byte.SIZE, signed)) {
                throw wrong(number, from);
            }
            long value = scanner.toLong();
            switch (size) {
                case Byte.BYTES -> data.put(number, (byte) value);
                case Short.BYTES -> data.putShort(number * Short.BYTES, (short) value);
                case Integer.BYTES -> data.putInt(number * Integer.BYTES, (int) value);
                default -> data.putLong(number * Long.BYTES, value);
            }
        }
    }

    private static final class Flags extends Sized {

        private Flags(JsonCursor json, ByteBuffer data, String place) {
            super(json, DataType.BOOL, data, place);
        }

        @Override
        void read(int number) {
            switch (json.bytes[json.at]) {
                case 't', 'f' -> data.put(number, (byte) (json.flag() ? 1 : 0));
                case 'n' -> miss(number);
                default -> throw wrong(number, json.at);
            }
        }
    }

    private static final class Strings extends Elements {

        private final List<@Nullable String> texts = new ArrayList<>();

        private Strings(JsonCursor json, String place) {
            super(json, DataType.BYTES, place);
        }

        @Override
        void read(int number) {
            switch (json.bytes[json.at]) {
                case '"' -> texts.add(json.string());
                case 'n' -> {
                    json.nothing();
                    texts.add(null);
                }
                default -> throw wrong(number, json.at);
            }
        }

        @Override
        Contents contents() {
            return new Contents.Texts(texts);
        }
    }
}
