package dev.fairway.training.torchscript;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A network as one flat TorchScript module.
 *
 * @param tensors its parameters and buffers
 * @param forward source of {@code def forward(self, …) -> Tensor:}, without indentation, its body indented by two
 */
public record ScriptModule(List<Attribute> tensors, String forward) {

    public ScriptModule {
        tensors = List.copyOf(tensors);
    }

    /**
     * A tensor of the module.
     *
     * @param name a Python identifier
     * @param shape extent of each dimension
     * @param values its elements, row by row
     * @param element how each is stored
     * @param learnt whether it is a parameter; a buffer (running statistics, or what cannot be learnt on) otherwise
     */
    public record Attribute(String name, long[] shape, float[] values, Element element, boolean learnt) {

        /** In single precision. */
        public Attribute(String name, long[] shape, float[] values, boolean learnt) {
            this(name, shape, values, Element.FLOAT, learnt);
        }

        Attribute stored(Element as, float[] newValues) {
            return new Attribute(name, shape, newValues, as, false);
        }

        byte[] raw() {
            ByteBuffer raw = ByteBuffer.allocate(Math.multiplyExact(values.length, element.bytes()))
                    .order(ByteOrder.LITTLE_ENDIAN);
            for (float value : values) {
                element.put(value, raw);
            }
            return raw.array();
        }

        /** Distance of neighbours along each dimension of a contiguous tensor. */
        long[] strides() {
            long[] strides = new long[shape.length];
            long stride = 1;
            for (int d = shape.length - 1; d >= 0; d--) {
                strides[d] = stride;
                stride *= shape[d];
            }
            return strides;
        }
    }

    /** The same function with its matrices written as exactly as asked for. */
    public ScriptModule in(Precision precision) {
        return new Reduction(this).to(precision);
    }

    /** The class as libtorch's compiler reads it: every attribute is declared with its type. */
    String source() {
        StringBuilder source = new StringBuilder("class Net(Module):\n");
        source.append("  __parameters__ = [").append(names(true)).append("]\n");
        source.append("  __buffers__ = [").append(names(false)).append("]\n");
        source.append("  training : bool\n");
        tensors.forEach(tensor -> source.append("  ").append(tensor.name()).append(" : Tensor\n"));
        forward.lines().forEach(line -> source.append("  ").append(line).append('\n'));
        return source.toString();
    }

    private String names(boolean learnt) {
        return tensors.stream()
                .filter(tensor -> tensor.learnt() == learnt)
                .map(tensor -> "\"" + tensor.name() + "\", ")
                .collect(Collectors.joining());
    }

    /** The instance: {@code training = False}, because a version serves unless somebody trains it on. */
    byte[] pickle() {
        PickleWriter pickle = new PickleWriter().global("__torch__", "Net").emptyTuple().newObject().emptyDict().mark();
        pickle.text("training").flag(false);
        for (int i = 0; i < tensors.size(); i++) {
            pickle.text(tensors.get(i).name());
            pickle(pickle, tensors.get(i), Integer.toString(i));
        }
        return pickle.setItems().build().end();
    }

    /** {@code torch._utils._rebuild_tensor_v2(storage, 0, shape, strides, requires_grad, OrderedDict())}. */
    private static void pickle(PickleWriter pickle, Attribute tensor, String storage) {
        pickle.global("torch._utils", "_rebuild_tensor_v2").mark();
        pickle.mark().text("storage").global("torch", tensor.element().storage()).text(storage).text("cpu");
        pickle.number(tensor.values().length).tuple().persistent();
        pickle.number(0);
        tuple(pickle, tensor.shape());
        tuple(pickle, tensor.strides());
        pickle.flag(tensor.learnt());
        pickle.global("collections", "OrderedDict").emptyTuple().reduce();
        pickle.tuple().reduce();
    }

    private static void tuple(PickleWriter pickle, long[] numbers) {
        pickle.mark();
        for (long number : numbers) {
            pickle.number(number);
        }
        pickle.tuple();
    }
}
