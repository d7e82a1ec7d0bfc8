package dev.fairway.benchmark;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.ParameterStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Random;

/**
 * A network run by libtorch with nothing around it: the limit that no service can pass. One row, copied from its caller's
 * array into memory that is used again and again; the output read in one piece.
 */
final class Libtorch implements AutoCloseable {

    static {
        System.setProperty("ai.djl.pytorch.num_threads", "1");
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.offline", "true");
    }

    private final Model model;
    private final ParameterStore parameters;
    private final Shape shape;
    private final float[] row;
    private final ByteBuffer memory;

    Libtorch(Path directory, BenchmarkNetwork network) throws IOException, MalformedModelException {
        model = Model.newInstance(network.name(), ai.djl.Device.cpu(), "PyTorch");
        model.load(directory, network.file());
        parameters = new ParameterStore(model.getNDManager(), false);
        shape = new Shape(1).addAll(new Shape(network.row().stream().mapToLong(Integer::longValue).toArray()));
        row = new float[Math.toIntExact(shape.size())];
        memory = ByteBuffer.allocateDirect(row.length * Float.BYTES).order(ByteOrder.nativeOrder());
        Random random = new Random(11);
        for (int i = 0; i < row.length; i++) {
            row[i] = random.nextFloat();
        }
    }

    /** Answers for the row; the first of the outputs, so that nothing is left out as unused. */
    float run() {
        JniUtils.setGradMode(false);
        memory.asFloatBuffer().put(row);
        try (NDManager manager = model.getNDManager().newSubManager()) {
            NDArray input = manager.create(memory.duplicate().order(ByteOrder.nativeOrder()), shape, DataType.FLOAT32);
            NDList outputs = model.getBlock().forward(parameters, new NDList(input), false);
            outputs.attach(manager);
            ByteBuffer answer = outputs.singletonOrThrow().toByteBuffer(true).order(ByteOrder.nativeOrder());
            float[] values = new float[answer.remaining() / Float.BYTES];
            answer.asFloatBuffer().get(values);
            return values[0];
        }
    }

    @Override
    public void close() {
        model.close();
    }
}
