package dev.fairway.training.torchscript;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** How one number of a tensor is stored. */
enum Element {
    FLOAT("FloatStorage", Float.BYTES) {
        @Override
        void put(float value, ByteBuffer into) {
            into.putFloat(value);
        }

        @Override
        float get(ByteBuffer from) {
            return from.getFloat();
        }
    },
    HALF("HalfStorage", Short.BYTES) {
        @Override
        void put(float value, ByteBuffer into) {
            into.putShort(Float.floatToFloat16(value));
        }

        @Override
        float get(ByteBuffer from) {
            return Float.float16ToFloat(from.getShort());
        }
    },
    CHAR("CharStorage", Byte.BYTES) {
        @Override
        void put(float value, ByteBuffer into) {
            into.put((byte) value);
        }

        @Override
        float get(ByteBuffer from) {
            return from.get();
        }
    };

    private final String storage;
    private final int bytes;

    Element(String storage, int bytes) {
        this.storage = storage;
        this.bytes = bytes;
    }

    /** Class of the storage in {@code torch}. */
    String storage() {
        return storage;
    }

    int bytes() {
        return bytes;
    }

    abstract void put(float value, ByteBuffer into);

    abstract float get(ByteBuffer from);

    /** The element of a storage by its full name in Python. */
    static Optional<Element> of(String storage) {
        return Arrays.stream(values()).filter(element -> ("torch." + element.storage).equals(storage)).findFirst();
    }
}
