package dev.fairway.inference.web.v1;

import dev.fairway.contract.Refusal;
import dev.fairway.tensor.DataType;
import dev.fairway.tensor.Tensor;
import dev.fairway.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** A tensor as it is read from nested arrays, whose lengths are its shape. Any number of parts make up its first dimension. */
final class NestedTensor {

    private static final int UNKNOWN = -1;

    private final TensorSpec spec;
    private final List<Integer> extents = new ArrayList<>();
    private int rank = UNKNOWN;
    private int count;
    private final Elements elements;

    NestedTensor(TensorSpec spec) {
        this.spec = spec;
        this.elements = new Elements(spec.datatype());
    }

    String name() {
        return spec.name();
    }

    /** Reads so far: parts of the first dimension, or 1 for a whole tensor. */
    int count() {
        return count;
    }

    /** Reads the value that the parser stands on, all of the tensor. */
    void read(JsonParser json, String place) {
        read(json, place, 0);
        count++;
    }

    /** Reads the value that the parser stands on as the next part of the first dimension. */
    void readPart(JsonParser json, String place) {
        read(json, place, 1);
        count++;
    }

    /** Takes the field {@code b64} that the parser stands on as the next part, or as all of the tensor. */
    void readDecoded(JsonParser json, String place, boolean part) {
        rank = part ? 1 : 0;
        elements.add(Elements.decoded(json, place));
        count++;
    }

    /** Whether {@code {"b64": …}} is an element. */
    boolean isBytes() {
        return spec.datatype() == DataType.BYTES;
    }

    private void read(JsonParser json, String place, int depth) {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            if (rank != UNKNOWN && rank != depth) {
                throw ragged(place);
            }
            rank = depth;
            elements.add(json, place);
            return;
        }
        if (depth >= spec.shape().size()) {
            throw Refusal.invalid(place, "is nested deeper than the shape %s of %s".formatted(spec.shape(), name()));
        }
        int length = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            read(json, place, depth + 1);
            length++;
        }
        extent(depth, length, place);
    }

    private void extent(int depth, int length, String place) {
        while (extents.size() <= depth) {
            extents.add(UNKNOWN);
        }
        int known = extents.get(depth);
        if (known != UNKNOWN && known != length) {
            throw ragged(place);
        }
        if (length == 0) {
            throw Refusal.malformed(place, "is empty; send at least one element");
        }
        extents.set(depth, length);
    }

    private static Refusal ragged(String place) {
        return Refusal.malformed(place, "has arrays of different lengths; each must be as long as its neighbours");
    }

    /**
     * @param inParts whether it was read in parts
     * @throws Refusal when the arrays and the elements were nested differently
     */
    Tensor tensor(boolean inParts, String place) {
        if (inParts) {
            extent(0, count, place);
        }
        if (extents.size() > rank) {
            throw ragged(place);
        }
        return new Tensor(name(), spec.datatype(), extents, elements.data());
    }
}
