package dev.fairway.tensor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A named array of fixed-size elements that goes into a model or comes out of it.
 *
 * <p>The elements lie row by row in a little-endian buffer, as the binary extension of the Open Inference Protocol
 * sends them and as libtorch reads them, so that neither end needs to rearrange anything. The tensor does not copy the
 * buffer: whoever makes one must not write to it afterwards.
 *
 * @param name name of the model's input or output
 * @param type type of an element, never {@link DataType#BYTES}
 * @param shape extent of each dimension, the rows first
 * @param data the elements from position 0 to the buffer's limit
 */
public record Tensor(String name, DataType type, List<Integer> shape, ByteBuffer data) {

    /** @throws IllegalArgumentException when the buffer does not hold just the elements that the shape asks for */
    public Tensor {
        shape = List.copyOf(shape);
        int elements = shape.stream().reduce(1, Math::multiplyExact);
        int bytes = Math.multiplyExact(elements, type.size());
        if (data.limit() != bytes) {
            throw new IllegalArgumentException(
                    "tensor %s of shape %s needs %d bytes, not %d".formatted(name, shape, bytes, data.limit()));
        }
        data = data.duplicate().order(ByteOrder.LITTLE_ENDIAN).rewind();
    }

    public static Tensor of(String name, List<Integer> shape, float... values) {
        ByteBuffer data = allocate(values.length, DataType.FP32);
        data.asFloatBuffer().put(values);
        return new Tensor(name, DataType.FP32, shape, data);
    }

    public static Tensor of(String name, List<Integer> shape, long... values) {
        ByteBuffer data = allocate(values.length, DataType.INT64);
        data.asLongBuffer().put(values);
        return new Tensor(name, DataType.INT64, shape, data);
    }

    /** A direct little-endian buffer with room for the given number of elements. */
    public static ByteBuffer allocate(int elements, DataType type) {
        return ByteBuffer.allocateDirect(Math.multiplyExact(elements, type.size())).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The extent of the first dimension. */
    public int rows() {
        return shape.getFirst();
    }

    /** A copy of the elements of an {@link DataType#FP32} tensor. */
    public float[] toFloats() {
        require(DataType.FP32);
        float[] values = new float[data.limit() / Float.BYTES];
        view().asFloatBuffer().get(values);
        return values;
    }

    /** A copy of the elements of an {@link DataType#INT64} tensor. */
    public long[] toLongs() {
        require(DataType.INT64);
        long[] values = new long[data.limit() / Long.BYTES];
        view().asLongBuffer().get(values);
        return values;
    }

    private void require(DataType wanted) {
        if (type != wanted) {
            throw new IllegalStateException("tensor %s holds %s, not %s".formatted(name, type, wanted));
        }
    }

    private ByteBuffer view() {
        return data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }
}
