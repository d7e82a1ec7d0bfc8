package dev.fairway.inference.codec;

import dev.fairway.contract.Refusal;
import dev.fairway.inference.Input;
import dev.fairway.tensor.DataType;
import dev.fairway.tensor.Tensor;
import dev.fairway.tensor.TensorSpec;
import java.util.List;

/** Whole images or texts as callers send them: as they are, or as the elements of a tensor of BYTES. */
record Items(TensorSpec spec) {

    static Items named(String name) {
        return new Items(new TensorSpec(name, DataType.BYTES, List.of(TensorSpec.ANY)));
    }

    /** @throws Refusal when there is none, or something else */
    List<byte[]> of(Input input) {
        List<byte[]> items = switch (input) {
            case Input.Items(List<byte[]> sent) -> sent;
            case Input.Tensors(List<Tensor> tensors) -> elements(tensors);
            case Input.Table _ -> throw refusal();
        };
        if (items.isEmpty()) {
            throw Refusal.invalid(spec.name(), "must have at least one element");
        }
        return items;
    }

    private List<byte[]> elements(List<Tensor> tensors) {
        if (tensors.size() != 1 || !tensors.getFirst().name().equals(spec.name())
                || tensors.getFirst().type() != DataType.BYTES) {
            throw refusal();
        }
        return tensors.getFirst().toBytes();
    }

    private Refusal refusal() {
        return Refusal.invalid("inputs",
                "this model reads one tensor %s of BYTES, an %s per element".formatted(spec.name(), spec.name()));
    }
}
