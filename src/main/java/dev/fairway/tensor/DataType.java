package dev.fairway.tensor;

/** The element types of the Open Inference Protocol, under the names that it gives them. */
public enum DataType {
    BOOL(1),
    UINT8(1),
    UINT16(2),
    UINT32(4),
    UINT64(8),
    INT8(1),
    INT16(2),
    INT32(4),
    INT64(8),
    FP16(2),
    BF16(2),
    FP32(4),
    FP64(8),
    BYTES(-1);

    private final int size;

    DataType(int size) {
        this.size = size;
    }

    /** Bytes of one element; {@link #BYTES} elements vary and have none. */
    public int size() {
        if (size < 0) {
            throw new IllegalStateException("elements of %s have no fixed size".formatted(this));
        }
        return size;
    }
}
