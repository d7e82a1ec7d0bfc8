package dev.fairway.inference.json;

import dev.fairway.contract.Refusal;
import java.util.List;

/**
 * Follows the brackets around a tensor's elements. They may all be left out but the outermost ("flat"); if they are not,
 * they must show just the tensor's shape.
 */
final class Nesting {

    private final String place;
    private final List<Integer> shape;
    /** How many elements an array at each depth has, if they are nested; the outermost at 1. */
    private final int[] sizes;
    /** How many elements had been read when the array at each depth began. */
    private final int[] begun;
    private int depth;
    private int depthOfElements;

    Nesting(String place, List<Integer> shape) {
        this.place = place;
        this.shape = shape;
        this.sizes = new int[shape.size() + 1];
        this.begun = new int[shape.size() + 1];
        int size = 1;
        for (int d = shape.size(); d > 0; d--) {
            size *= shape.get(d - 1);
            sizes[d] = size;
        }
    }

    /** An array opens after so many elements. */
    void open(int elements) {
        depth++;
        if (depth > Math.max(1, shape.size())) {
            throw wrong("it is nested deeper");
        }
        if (depth < begun.length) {
            begun[depth] = elements;
        }
    }

    /** The array closes after so many elements; gives whether it was the outermost. */
    boolean close(int elements) {
        if (depth > 1 && elements - begun[depth] != sizes[depth]) {
            throw wrong("an array in it has %d elements, not %d".formatted(elements - begun[depth], sizes[depth]));
        }
        depth--;
        return depth == 0;
    }

    /** An element comes next. */
    void element() {
        if (depth == depthOfElements) {
            return;
        }
        if (depthOfElements != 0 || (depth != 1 && depth != shape.size())) {
            throw wrong("elements stand at depth %d of it".formatted(depth));
        }
        depthOfElements = depth;
    }

    private Refusal wrong(String how) {
        return Refusal.malformed(place,
                "is not nested as the shape %s says: %s; send it flat or nested so".formatted(shape, how));
    }
}
