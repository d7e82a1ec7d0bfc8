package dev.fairway.training.djl.array;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.fairway.training.prepare.Input;
import dev.fairway.training.prepare.Samples;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Rows as native arrays, and the manager that owns them and everything computed from them: close it, and all that is
 * gone.
 *
 * @param inputs what the network reads, by name and in its order: FP32 or INT64, the rows first
 * @param targets of shape (rows, 1)
 * @param weights of shape (rows, 1)
 */
public record Batch(NDManager manager, Map<String, NDArray> inputs, NDArray targets, NDArray weights)
        implements
            AutoCloseable {

    public static Batch of(NDManager parent, Samples samples) {
        NDManager manager = parent.newSubManager();
        Shape column = new Shape(samples.rows(), 1);
        Map<String, NDArray> inputs = new LinkedHashMap<>();
        samples.inputs().forEach(input -> inputs.put(input.name(), array(manager, input, samples.rows())));
        return new Batch(manager, inputs, own(manager.create(samples.targets(), column)),
                own(manager.create(samples.weights(), column)));
    }

    private static NDArray array(NDManager manager, Input input, int rows) {
        Shape shape = new Shape(rows).addAll(new Shape(input.shape().stream().mapToLong(Integer::longValue).toArray()));
        return switch (input) {
            case Input.Floats(_, _, float[] values) -> own(manager.create(values, shape));
            case Input.Longs(_, _, long[] values) -> own(manager.create(values, shape));
            case Input.Bytes bytes -> scaled(manager, bytes, shape);
        };
    }

    /** The same operations in the same order as when serving, so that both come to the same numbers. */
    private static NDArray scaled(NDManager manager, Input.Bytes input, Shape shape) {
        ByteBuffer bytes = ByteBuffer.allocateDirect(input.length()).put(input.values()).flip();
        NDArray values;
        try (NDArray lent = manager.create(bytes, shape, DataType.UINT8)) {
            values = lent.toType(DataType.FLOAT32, true);
        }
        values.divi(255);
        perChannel(manager, input.scaling().mean(), values, NDArray::subi);
        perChannel(manager, input.scaling().std(), values, NDArray::divi);
        return values;
    }

    private static void perChannel(NDManager manager, List<Double> figures, NDArray values, InPlace operation) {
        if (!figures.isEmpty()) {
            float[] channels = new float[figures.size()];
            for (int c = 0; c < channels.length; c++) {
                channels[c] = figures.get(c).floatValue();
            }
            try (NDArray lent = manager.create(channels, new Shape(1, channels.length, 1, 1))) {
                operation.apply(values, lent);
            }
        }
    }

    private interface InPlace {

        NDArray apply(NDArray array, NDArray other);
    }

    /** An array made from a Java one is a view of Java memory; its slices would outlive it. */
    private static NDArray own(NDArray lent) {
        try (lent) {
            return lent.duplicate();
        }
    }

    /** @throws NullPointerException when the rows do not have it */
    public NDArray input(String name) {
        return Objects.requireNonNull(inputs.get(name), name);
    }

    /** All inputs in the order in which a scripted network takes them. */
    public NDList arguments() {
        return new NDList(List.copyOf(inputs.values()));
    }

    public int rows() {
        return (int) targets.size(0);
    }

    @Override
    public void close() {
        manager.close();
    }
}
