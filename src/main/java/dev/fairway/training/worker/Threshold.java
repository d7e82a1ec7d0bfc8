package dev.fairway.training.worker;

import dev.fairway.feature.Target;
import dev.fairway.training.course.Material;
import dev.fairway.training.djl.ScriptedNetwork;
import dev.fairway.training.examples.Truth;
import dev.fairway.training.prepare.Samples;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;

/** From which score on a row is an anomaly: what a share of the normal rows stays below that were not learnt from. */
record Threshold(double quantile) {

    /** As the written network has it, which says something else than the trained one where it has fewer bits. */
    Material set(Material material, Path model) {
        try (ScriptedNetwork network = new ScriptedNetwork(model)) {
            return set(material, network::outputs);
        }
    }

    /** @param network what the network says of rows */
    private Material set(Material material, Function<Samples, float[]> network) {
        Material.Part normal = Objects.requireNonNullElse(material.validation(), material.train());
        float[] outputs = network.apply(normal.samples());
        boolean[] anomalous = ((Truth.Anomalies) normal.truth()).anomalous();
        double[] scores = IntStream.range(0, outputs.length)
                .filter(row -> !anomalous[row])
                .mapToDouble(row -> outputs[row])
                .sorted()
                .toArray();
        return material.with(new Target.Anomaly(material.schema().target().name(), at(scores)));
    }

    /** The quantile by nearest rank. */
    private double at(double[] sorted) {
        return sorted[Math.clamp((int) Math.ceil(quantile * sorted.length) - 1, 0, sorted.length - 1)];
    }
}
