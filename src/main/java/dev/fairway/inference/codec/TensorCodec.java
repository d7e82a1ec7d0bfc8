package dev.fairway.inference.codec;

import dev.fairway.contract.Refusal;
import dev.fairway.feature.RowRecipe;
import dev.fairway.inference.Input;
import dev.fairway.inference.Output;
import dev.fairway.tensor.DataType;
import dev.fairway.tensor.Signature;
import dev.fairway.tensor.Tensor;
import dev.fairway.tensor.TensorSpec;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The network's own tensors go in and come out; only names, types and shapes are looked at. */
public final class TensorCodec implements Codec {

    private final Signature signature;
    private final @Nullable RowRecipe recipe;

    TensorCodec(Signature signature) {
        this(signature, null);
    }

    /** @param recipe how the outputs become rows; null where they do not */
    TensorCodec(Signature signature, @Nullable RowRecipe recipe) {
        this.signature = signature;
        this.recipe = recipe;
    }

    /** How the outputs of noise become rows; null for a network that makes none. */
    public @Nullable RowRecipe recipe() {
        return recipe;
    }

    @Override
    public Signature signature() {
        return signature;
    }

    @Override
    public List<Tensor> encode(Input input) {
        if (!(input instanceof Input.Tensors(List<Tensor> tensors))) {
            throw Refusal.invalid("inputs", "this model reads tensors, %s".formatted(names()));
        }
        checkNames(tensors);
        List<Tensor> ordered = new ArrayList<>(signature.inputs().size());
        for (TensorSpec spec : signature.inputs()) {
            ordered.add(find(tensors, spec));
        }
        checkRows(ordered);
        return ordered;
    }

    private void checkNames(List<Tensor> tensors) {
        Set<String> seen = new HashSet<>();
        for (Tensor tensor : tensors) {
            if (signature.input(tensor.name()).isEmpty()) {
                throw Refusal.invalid(field(tensor.name()), "is no input of this model; its inputs are " + names());
            }
            if (!seen.add(tensor.name())) {
                throw Refusal.invalid(field(tensor.name()), "is there twice");
            }
        }
    }

    private static Tensor find(List<Tensor> tensors, TensorSpec spec) {
        Tensor found = tensors.stream()
                .filter(tensor -> tensor.name().equals(spec.name()))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid(field(spec.name()),
                        "is missing; send %s %s".formatted(spec.datatype(), spec.shape())));
        if (found.type() != spec.datatype()) {
            throw Refusal.invalid(field(spec.name()), "must be %s, not %s".formatted(spec.datatype(), found.type()));
        }
        if (!spec.admits(found.shape())) {
            throw Refusal.invalid(field(spec.name()),
                    "must have the shape %s (-1: any extent), not %s".formatted(spec.shape(), found.shape()));
        }
        if (found.elements() == 0) {
            throw Refusal.invalid(field(spec.name()), "must have at least one element, not the shape " + found.shape());
        }
        if (found.type() == DataType.BYTES) {
            checkText(found);
        }
        return found;
    }

    /** Networks know strings as text alone. */
    private static void checkText(Tensor tensor) {
        List<byte[]> elements = tensor.toBytes();
        for (int i = 0; i < elements.size(); i++) {
            try {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(elements.get(i)));
            } catch (CharacterCodingException _) {
                throw Refusal.invalid(field(tensor.name()), "element %d is not UTF-8".formatted(i));
            }
        }
    }

    /** A row is a row of every input. */
    private void checkRows(List<Tensor> tensors) {
        Tensor first = tensors.getFirst();
        for (Tensor tensor : tensors) {
            if (signature.isBatched() && tensor.rows() != first.rows()) {
                throw Refusal.invalid(field(tensor.name()), "has %d rows, but %s has %d; send as many of each"
                        .formatted(tensor.rows(), first.name(), first.rows()));
            }
        }
    }

    private List<String> names() {
        return signature.inputs().stream().map(TensorSpec::name).toList();
    }

    private static String field(String name) {
        return "inputs." + name;
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
