package dev.fairway.inference.djl;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.ParameterStore;
import dev.fairway.inference.engine.LoadedModel;
import dev.fairway.tensor.DataType;
import dev.fairway.tensor.Tensor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A TorchScript module in libtorch's memory.
 *
 * <p>It holds on to the {@link Model}: DJL's models free their memory when the garbage collector finds them
 * unreachable, though their block is still in use.
 */
final class TorchScript implements LoadedModel {

    private final Model model;
    private final ParameterStore parameters;

    TorchScript(Model model) {
        this.model = model;
        this.parameters = new ParameterStore(model.getNDManager(), false);
    }

    @Override
    public List<Tensor> run(List<Tensor> inputs) {
        // A property of the thread, not of the module.
        JniUtils.setGradMode(false);
        try (NDManager manager = model.getNDManager().newSubManager()) {
            NDList arrays = new NDList(inputs.size());
            inputs.forEach(input -> arrays.add(array(manager, input)));
            NDList outputs = model.getBlock().forward(parameters, arrays, false);
            outputs.attach(manager);
            List<Tensor> tensors = new ArrayList<>(outputs.size());
            outputs.forEach(output -> tensors.add(tensor(output)));
            return tensors;
        }
    }

    @Override
    public void close() {
        model.close();
    }

    /** The tensor's own memory seen as an array: nothing is copied, so it must stay reachable while the array lives. */
    private static NDArray array(NDManager manager, Tensor tensor) {
        Shape shape = new Shape(tensor.shape().stream().mapToLong(Integer::longValue).toArray());
        NDArray array = manager.create(tensor.data().duplicate().order(java.nio.ByteOrder.nativeOrder()), shape,
                type(tensor));
        array.setName(tensor.name());
        return array;
    }

    private static ai.djl.ndarray.types.DataType type(Tensor tensor) {
        return switch (tensor.type()) {
            case FP32 -> ai.djl.ndarray.types.DataType.FLOAT32;
            case INT64 -> ai.djl.ndarray.types.DataType.INT64;
            case BOOL, UINT8, UINT16, UINT32, UINT64, INT8, INT16, INT32, FP16, BF16, FP64, BYTES ->
                throw new IllegalArgumentException("no model reads a tensor of " + tensor.type());
        };
    }

    private static Tensor tensor(NDArray output) {
        if (output.getDataType() != ai.djl.ndarray.types.DataType.FLOAT32) {
            throw new IllegalArgumentException("a model gives FP32, not " + output.getDataType());
        }
        List<Integer> shape = Arrays.stream(output.getShape().getShape()).mapToObj(Math::toIntExact).toList();
        ByteBuffer data = Tensor.allocate(Math.toIntExact(output.size()), DataType.FP32);
        data.put(output.toByteBuffer(true)).flip();
        return new Tensor("output", DataType.FP32, shape, data);
    }
}
