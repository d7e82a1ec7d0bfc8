package dev.fairway.training.djl;

import dev.fairway.training.prepare.Samples;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Rows a portion at a time, because large ones take much memory on their way through a network.
 *
 * @param rows of one portion at most
 */
record Portions(int rows) {

    /** What is said of all rows, one after the other. */
    float[] outputs(Samples samples, Function<Samples, float[]> network) {
        return outputs(samples, network, () -> false).orElseThrow();
    }

    /**
     * @param stopped asked before each portion
     * @return nothing when it was stopped
     */
    Optional<float[]> outputs(Samples samples, Function<Samples, float[]> network, BooleanSupplier stopped) {
        List<float[]> parts = new ArrayList<>();
        for (int from = 0; from < samples.rows(); from += rows) {
            if (stopped.getAsBoolean()) {
                return Optional.empty();
            }
            parts.add(network.apply(samples.range(from, Math.min(samples.rows(), from + rows))));
        }
        FloatBuffer outputs = FloatBuffer.allocate(parts.stream().mapToInt(part -> part.length).sum());
        parts.forEach(outputs::put);
        return Optional.of(outputs.array());
    }
}
