package dev.fairway.tensor;

import java.util.List;

/**
 * What a model says of a tensor that it reads or gives, as the metadata of the Open Inference Protocol has it.
 *
 * @param name name of the tensor
 * @param datatype type of its elements
 * @param shape extent of each dimension; {@value #ANY} where it may differ from request to request
 */
public record TensorSpec(String name, DataType datatype, List<Integer> shape) {

    /** Stands for an extent that is not fixed. */
    public static final int ANY = -1;

    /** @throws IllegalArgumentException when an extent is neither fixed nor {@value #ANY} */
    public TensorSpec {
        shape = List.copyOf(shape);
        if (shape.stream().anyMatch(extent -> extent < ANY)) {
            throw new IllegalArgumentException("tensor %s: %s is no shape".formatted(name, shape));
        }
    }

    /** Whether the first dimension counts rows, of which a request may bring any number. */
    public boolean hasRows() {
        return !shape.isEmpty() && shape.getFirst() == ANY;
    }

    /** Whether a tensor of that shape is one of these. */
    public boolean admits(List<Integer> extents) {
        if (extents.size() != shape.size()) {
            return false;
        }
        for (int i = 0; i < extents.size(); i++) {
            if (shape.get(i) != ANY && !shape.get(i).equals(extents.get(i))) {
                return false;
            }
        }
        return true;
    }
}
