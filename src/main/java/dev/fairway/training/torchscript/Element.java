package dev.fairway.training.torchscript;

import java.nio.ByteBuffer;

/** How one number of a tensor is stored. */
enum Element {
    FLOAT("FloatStorage", Float.BYTES) {
        @Override
        void put(float value, ByteBuffer into) {
            into.putFloat(value);
        }
    },
    HALF("HalfStorage", Short.BYTES) {
        @Override
        void put(float value, ByteBuffer into) {
            into.putShort(Float.floatToFloat16(value));
        }
    },
    CHAR("CharStorage", Byte.BYTES) {
        @Override
        void put(float value, ByteBuffer into) {
            into.put((byte) value);
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
}
