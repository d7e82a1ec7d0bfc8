package dev.fairway.inference.codec;

import dev.fairway.contract.Refusal;
import dev.fairway.inference.Input;
import dev.fairway.inference.Output;
import dev.fairway.tensor.DataType;
import dev.fairway.tensor.Signature;
import dev.fairway.tensor.Tensor;
import dev.fairway.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;

/** The network's own tensors go in and come out; only names, types and shapes are looked at. */
public final class TensorCodec implements Codec {

    private final Signature signature;

    TensorCodec(Signature signature) {
        this.signature = signature;
    }

    @Override
    public Signature signature() {
        return signature;
    }

    @Override
    public List<Tensor> encode(Input input) {
        if (!(input instanceof Input.Tensors(List<Tensor> tensors))) {
            throw Refusal.invalid("inputs", "this model reads tensors; send " + signature.inputs());
        }
        List<Tensor> ordered = new ArrayList<>(signature.inputs().size());
        for (TensorSpec spec : signature.inputs()) {
            ordered.add(find(tensors, spec));
        }
        checkNames(tensors);
        if (signature.isBatched()) {
            checkRows(ordered);
        }
        return ordered;
    }

    private static void checkRows(List<Tensor> tensors) {
        Tensor first = tensors.getFirst();
        for (Tensor tensor : tensors) {
            if (tensor.rows() != first.rows()) {
                throw Refusal.invalid("inputs." + tensor.name(), "has %d rows, but %s has %d; send as many of each"
                        .formatted(tensor.rows(), first.name(), first.rows()));
            }
        }
    }

    private static Tensor find(List<Tensor> tensors, TensorSpec spec) {
        Tensor found = tensors.stream()
                .filter(tensor -> tensor.name().equals(spec.name()))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("inputs", "%s is missing".formatted(spec.name())));
        if (found.type() != spec.datatype()) {
            throw Refusal.invalid("inputs." + spec.name(),
                    "must be %s, not %s".formatted(spec.datatype(), found.type()));
        }
        if (!spec.admits(found.shape())) {
            throw Refusal.invalid("inputs." + spec.name(),
                    "must have the shape %s (-1: any extent), not %s".formatted(spec.shape(), found.shape()));
        }
        return found;
    }

    private void checkNames(List<Tensor> tensors) {
        for (Tensor tensor : tensors) {
            if (signature.input(tensor.name()).isEmpty()) {
                throw Refusal.invalid("inputs." + tensor.name(), "is no input of this model; its inputs are %s"
                        .formatted(signature.inputs().stream().map(TensorSpec::name).toList()));
            }
        }
    }

    @Override
    public Output decode(Input input, List<Tensor> outputs) {
        return new Output.Tensors(outputs);
    }

    /** Zeros, with an extent of one wherever any is allowed. */
    @Override
    public Input blank(int rows) {
        return new Input.Tensors(signature.inputs().stream().map(spec -> zeros(spec, rows)).toList());
    }

    private static Tensor zeros(TensorSpec spec, int rows) {
        List<Integer> shape = new ArrayList<>(spec.shape());
        shape.replaceAll(extent -> extent == TensorSpec.ANY ? 1 : extent);
        if (spec.hasRows()) {
            shape.set(0, rows);
        }
        int elements = shape.stream().reduce(1, Math::multiplyExact);
        int bytes = spec.datatype() == DataType.BYTES ? Integer.BYTES : spec.datatype().size();
        return new Tensor(spec.name(), spec.datatype(), shape, Tensor.allocate(Math.multiplyExact(elements, bytes)));
    }
}
