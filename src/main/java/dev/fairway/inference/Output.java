package dev.fairway.inference;

import dev.fairway.feature.Predictions;
import dev.fairway.tensor.Tensor;
import java.util.List;

/** What a version says. */
public sealed interface Output {

    /** @param predictions what is said of each row, in the target's terms */
    record Predicted(Predictions predictions) implements Output {}

    /** @param tensors what the network gave, in the order of its signature */
    record Tensors(List<Tensor> tensors) implements Output {

        public Tensors {
            tensors = List.copyOf(tensors);
        }
    }
}
