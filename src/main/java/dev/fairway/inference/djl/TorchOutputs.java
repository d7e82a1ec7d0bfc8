package dev.fairway.inference.djl;

import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import dev.fairway.inference.engine.BrokenModel;
import dev.fairway.tensor.Tensor;
import dev.fairway.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one call of a module's {@code forward} gave: a tensor, a string, a number, or tuples, lists and dicts of them. What
 * lies in a dict is known by its key, anything else by its place.
 */
final class TorchOutputs implements AutoCloseable {

    private final PtNDManager manager;
    private final List<IValue> opened = new ArrayList<>();
    private final List<Leaf> leaves = new ArrayList<>(2);

    /** @param key the key under which a dict holds it; null where it is known by its place */
    private record Leaf(@Nullable String key, IValue value) {}

    /** @param value is closed with this */
    TorchOutputs(IValue value, PtNDManager manager) {
        this.manager = manager;
        opened.add(value);
        collect(null, value);
    }

    /** All that there is, under made-up names. */
    List<Tensor> all() {
        List<Tensor> tensors = new ArrayList<>(leaves.size());
        for (Leaf leaf : leaves) {
            tensors.add(tensor(leaf.key() == null ? "output_" + tensors.size() : leaf.key(), leaf.value()));
        }
        return tensors;
    }

    /**
     * What a signature names, in its order.
     *
     * @throws BrokenModel when something is missing or of another type or shape than the signature says
     */
    List<Tensor> as(List<TensorSpec> specs) {
        boolean keyed = leaves.stream().allMatch(leaf -> leaf.key() != null);
        if (!keyed && leaves.size() != specs.size()) {
            throw new BrokenModel(
                    "the network gives %d outputs, its signature names %d".formatted(leaves.size(), specs.size()));
        }
        List<Tensor> tensors = new ArrayList<>(specs.size());
        for (int i = 0; i < specs.size(); i++) {
            TensorSpec spec = specs.get(i);
            tensors.add(checked(spec, tensor(spec.name(), keyed ? under(spec.name()) : leaves.get(i).value())));
        }
        return tensors;
    }

    private IValue under(String key) {
        return leaves.stream()
                .filter(leaf -> key.equals(leaf.key()))
                .findFirst()
                .map(Leaf::value)
                .orElseThrow(() -> new BrokenModel("the network gives no output %s; it gives %s".formatted(key,
                        leaves.stream().map(Leaf::key).sorted().toList())));
    }

    private static Tensor checked(TensorSpec spec, Tensor given) {
        if (given.type() != spec.datatype()) {
            throw new BrokenModel("the network's output %s is %s, its signature says %s".formatted(spec.name(),
                    given.type(), spec.datatype()));
        }
        if (!spec.admits(given.shape())) {
            throw new BrokenModel("the network's output %s has the shape %s, its signature says %s"
                    .formatted(spec.name(), given.shape(), spec.shape()));
        }
        return given;
    }

    private void collect(@Nullable String key, IValue value) {
        if (value.isTensor()) {
            leaves.add(new Leaf(key, value));
        } else if (value.isTuple()) {
            collect(value.toIValueTuple());
        } else if (value.isMap()) {
            collect(value.toIValueMap());
        } else if (value.isList() && !TorchValues.isLeaf(value)) {
            collect(value.toIValueArray());
        } else {
            leaves.add(new Leaf(key, value));
        }
    }

    private void collect(IValue[] values) {
        opened.addAll(List.of(values));
        for (IValue value : values) {
            collect(null, value);
        }
    }

    private void collect(Map<String, IValue> values) {
        opened.addAll(values.values());
        values.forEach(this::collect);
    }

    private Tensor tensor(String name, IValue value) {
        return TorchValues.tensor(name, value, manager);
    }

    @Override
    public void close() {
        opened.forEach(IValue::close);
    }
}
