package dev.fairway.training.djl;

import dev.fairway.training.prepare.Samples;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Rows a portion at a time, because large ones take much memory on their way through a network.
 *
 * @param rows of one portion at most
 */
record Portions(int rows) {

    /** What is said of all rows, one after the other. */
    float[] outputs(Samples samples, Function<Samples, float[]> network) {
        List<float[]> parts = new ArrayList<>();
        for (int from = 0; from < samples.rows(); from += rows) {
            parts.add(network.apply(samples.range(from, Math.min(samples.rows(), from + rows))));
        }
        FloatBuffer outputs = FloatBuffer.allocate(parts.stream().mapToInt(part -> part.length).sum());
        parts.forEach(outputs::put);
        return outputs.array();
    }
}
