package dev.fairway.tensor;

import java.util.List;
import java.util.Optional;

/**
 * The tensors that a network reads and gives, in the order in which it takes and returns them.
 *
 * @param inputs at least one
 * @param outputs at least one
 */
public record Signature(List<TensorSpec> inputs, List<TensorSpec> outputs) {

    public Signature {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /**
     * Whether rows of several requests may be joined into one run: each input and each output begins with a dimension
     * of rows. A network with a fixed first extent is run for one request at a time.
     */
    public boolean isBatched() {
        return haveRows(inputs) && haveRows(outputs);
    }

    /** Every request asks this, so without a stream. */
    private static boolean haveRows(List<TensorSpec> specs) {
        for (TensorSpec spec : specs) {
            if (!spec.hasRows()) {
                return false;
            }
        }
        return true;
    }

    public Optional<TensorSpec> input(String name) {
        return inputs.stream().filter(spec -> spec.name().equals(name)).findFirst();
    }

    public Optional<TensorSpec> output(String name) {
        return outputs.stream().filter(spec -> spec.name().equals(name)).findFirst();
    }
}
