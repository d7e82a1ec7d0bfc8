package dev.fairway.inference.djl;

import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import dev.fairway.registry.Network.Passing;
import dev.fairway.tensor.DataType;
import dev.fairway.tensor.Tensor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The arguments of one call of a module's {@code forward}.
 *
 * <p>A tensor in a direct buffer is read where it lies, so it must stay reachable until this is closed; one on the heap is
 * copied first.
 */
final class TorchInputs implements AutoCloseable {

    private final PtNDManager manager;
    private final List<IValue> made = new ArrayList<>(4);

    TorchInputs(PtNDManager manager) {
        this.manager = manager;
    }

    /** @param tensors the inputs of the module's signature, in its order */
    IValue[] arguments(List<Tensor> tensors, Passing passing) {
        return switch (passing) {
            case POSITIONAL -> values(tensors);
            case TUPLE -> new IValue[]{keep(IValue.tupleFrom(values(tensors)))};
            case LIST -> new IValue[]{keep(IValue.listFrom(values(tensors)))};
            case DICT -> new IValue[]{keep(IValue.stringIValueMapFrom(named(tensors)))};
        };
    }

    private IValue[] values(List<Tensor> tensors) {
        IValue[] values = new IValue[tensors.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(tensors.get(i));
        }
        return values;
    }

    private Map<String, IValue> named(List<Tensor> tensors) {
        Map<String, IValue> named = LinkedHashMap.newLinkedHashMap(tensors.size());
        tensors.forEach(tensor -> named.put(tensor.name(), value(tensor)));
        return named;
    }

    private IValue value(Tensor tensor) {
        if (tensor.type() == DataType.BYTES) {
            return words(tensor);
        }
        PtNDArray array = array(tensor);
        return keep(TorchTypes.number(tensor.type())
                .map(number -> Bridge.narrowed(array, number))
                .orElseGet(() -> IValue.from(array)));
    }

    private PtNDArray array(Tensor tensor) {
        long[] shape = new long[tensor.shape().size()];
        for (int d = 0; d < shape.length; d++) {
            shape[d] = tensor.shape().get(d);
        }
        return manager.create(TorchTypes.widened(tensor.type(), tensor.data()), new Shape(shape),
                TorchTypes.bridged(tensor.type()));
    }

    /** A {@code str} for a single element, a {@code List[str]} for any that have a shape. */
    private IValue words(Tensor tensor) {
        List<byte[]> elements = tensor.toBytes();
        if (tensor.shape().isEmpty()) {
            return word(elements.getFirst());
        }
        return keep(IValue.listFrom(elements.stream().map(this::word).toArray(IValue[]::new)));
    }

    private IValue word(byte[] utf8) {
        return keep(IValue.from(new String(utf8, StandardCharsets.UTF_8)));
    }

    private IValue keep(IValue value) {
        made.add(value);
        return value;
    }

    @Override
    public void close() {
        made.forEach(IValue::close);
    }
}
