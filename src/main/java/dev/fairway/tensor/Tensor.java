package dev.fairway.tensor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A named array that goes into a model or comes out of it.
 *
 * <p>The elements lie row by row in a little-endian buffer, as the binary extension of the Open Inference Protocol
 * sends them and as libtorch reads them, so that neither end needs to rearrange anything. An element of
 * {@link DataType#BYTES} is its length as a 32-bit integer, then its bytes. The tensor does not copy the buffer: whoever
 * makes one must not write to it afterwards.
 *
 * @param name name of the model's input or output
 * @param type type of an element
 * @param shape extent of each dimension, the rows first; none for a single element
 * @param data the elements from position 0 to the buffer's limit
 */
public record Tensor(String name, DataType type, List<Integer> shape, ByteBuffer data) {

    /** @throws IllegalArgumentException when the buffer does not hold just the elements that the shape asks for */
    public Tensor {
        shape = List.copyOf(shape);
        data = data.duplicate().order(ByteOrder.LITTLE_ENDIAN).rewind();
        int elements = elements(shape);
        int bytes = type == DataType.BYTES ? end(data, elements) : Math.multiplyExact(elements, type.size());
        if (data.limit() != bytes) {
            throw new IllegalArgumentException(
                    "tensor %s of shape %s needs %d bytes, not %d".formatted(name, shape, bytes, data.limit()));
        }
    }

    /** @throws ArithmeticException when there are more than an array could hold */
    private static int elements(List<Integer> shape) {
        int elements = 1;
        for (int extent : shape) {
            elements = Math.multiplyExact(elements, extent);
        }
        return elements;
    }

    /** Where the last of so many elements of varying length ends. */
    private static int end(ByteBuffer data, int elements) {
        int at = 0;
        for (int i = 0; i < elements; i++) {
            int length = at <= data.limit() - Integer.BYTES ? data.getInt(at) : -1;
            if (length < 0 || length > data.limit() - Integer.BYTES - at) {
                throw new IllegalArgumentException(
                        "element %d of %d does not end within %d bytes".formatted(i, elements, data.limit()));
            }
            at += Integer.BYTES + length;
        }
        return at;
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

    /** A tensor of {@link DataType#BYTES}. */
    public static Tensor of(String name, List<Integer> shape, List<byte[]> elements) {
        int bytes = elements.stream().mapToInt(element -> Integer.BYTES + element.length).reduce(0, Math::addExact);
        ByteBuffer data = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        elements.forEach(element -> data.putInt(element.length).put(element));
        return new Tensor(name, DataType.BYTES, shape, data.flip());
    }

    /** A direct little-endian buffer with room for the given number of elements. */
    public static ByteBuffer allocate(int elements, DataType type) {
        return allocate(Math.multiplyExact(elements, type.size()));
    }

    /** A direct little-endian buffer of so many bytes. */
    public static ByteBuffer allocate(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The extent of the first dimension; a single element is one row. */
    public int rows() {
        return shape.isEmpty() ? 1 : shape.getFirst();
    }

    /** Number of elements. */
    public int elements() {
        return elements(shape);
    }

    /** The elements of a {@link DataType#BYTES} tensor. */
    public List<byte[]> toBytes() {
        require(DataType.BYTES);
        ByteBuffer view = view();
        List<byte[]> elements = new ArrayList<>(elements());
        while (view.hasRemaining()) {
            byte[] element = new byte[view.getInt()];
            view.get(element);
            elements.add(element);
        }
        return elements;
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
