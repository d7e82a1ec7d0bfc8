package dev.fairway.training.djl.layer;

import ai.djl.ndarray.NDArray;
import dev.fairway.training.djl.array.Weight;
import java.util.List;

/** A part of a network: computed here while it is trained, and as TorchScript wherever it serves. */
public interface Layer {

    /** On the manager of the input. */
    NDArray forward(NDArray input, boolean training);

    /** Writes the same as TorchScript; gives the variable that holds the result. */
    String script(Source source, String input);

    default List<Weight> weights() {
        return List.of();
    }
}
