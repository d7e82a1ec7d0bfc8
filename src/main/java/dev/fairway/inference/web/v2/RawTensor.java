package dev.fairway.inference.web.v2;

import dev.fairway.contract.Refusal;
import dev.fairway.tensor.DataType;
import dev.fairway.tensor.Signature;
import dev.fairway.tensor.Tensor;
import dev.fairway.tensor.TensorSpec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The one tensor of a request that is nothing but its bytes, of one row. The model says its name and datatype, and its
 * shape but for one extent at most, which follows from the number of bytes.
 */
final class RawTensor {

    private final TensorSpec spec;

    /** @throws Refusal when the model has other inputs besides */
    RawTensor(Signature signature) {
        this.spec = signature.inputs().getFirst();
        if (signature.inputs().size() > 1) {
            throw malformed(
                    "is 0, but only a model of one input can be sent the bytes of its tensor alone; there are %s"
                            .formatted(signature.inputs().stream().map(TensorSpec::name).toList()));
        }
    }

    /** @throws Refusal when the bytes are no tensor of the model */
    Tensor read(byte[] bytes) {
        List<Integer> shape = new ArrayList<>(spec.shape());
        if (spec.hasRows()) {
            shape.set(0, 1);
        }
        if (spec.datatype() == DataType.BYTES) {
            return Tensor.of(spec.name(), fitted(shape, 1), List.of(bytes));
        }
        if (bytes.length % spec.datatype().size() != 0) {
            throw malformed("is 0, but the %d bytes of the body are no whole number of %s".formatted(bytes.length,
                    spec.datatype()));
        }
        int elements = bytes.length / spec.datatype().size();
        return new Tensor(spec.name(), spec.datatype(), fitted(shape, elements), ByteBuffer.wrap(bytes));
    }

    /** The shape with its one free extent chosen so that it has so many elements. */
    private List<Integer> fitted(List<Integer> shape, int elements) {
        long fixed = 1;
        for (int extent : shape) {
            fixed *= extent == TensorSpec.ANY ? 1 : extent;
        }
        long free = shape.stream().filter(extent -> extent == TensorSpec.ANY).count();
        if (free > 1) {
            throw malformed("is 0, but the shape %s has more than one extent that the body would have to tell"
                    .formatted(spec.shape()));
        }
        if (free == 0 ? fixed != elements : elements % fixed != 0) {
            throw malformed("is 0, but the %d elements of the body do not fill one row of the shape %s"
                    .formatted(elements, spec.shape()));
        }
        int last = (int) (elements / fixed);
        shape.replaceAll(extent -> extent == TensorSpec.ANY ? (Integer) last : extent);
        return shape;
    }

    private static Refusal malformed(String message) {
        return Refusal.malformed(InferBody.HEADER, message);
    }
}
