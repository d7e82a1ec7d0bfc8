package dev.fairway.training.worker;

import dev.fairway.registry.Evaluation;
import dev.fairway.training.TrainSpec;
import dev.fairway.training.course.Material;
import dev.fairway.training.djl.Learner;
import dev.fairway.training.torchscript.Precision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What it costs to write a network with fewer bits: the trained network, before, and the file that serves, after.
 *
 * @param material with the probabilities as they come from the network
 * @param written what the file says of each part
 */
record PrecisionLoss(TrainSpec spec, Material material, Map<String, float[]> written) {

    /** @param file of the reduced network; the exact one is written beside it to be weighed, and deleted */
    Evaluation.Export told(Learner learner, Path file) {
        Map<String, float[]> exact = new LinkedHashMap<>();
        material.parts().forEach((name, part) -> exact.put(name, learner.outputs(part.samples())));
        try {
            Path whole = Files.createTempFile(file.getParent(), "exact", ".pt");
            learner.export(whole);
            long before = Files.size(whole);
            Files.delete(whole);
            return new Evaluation.Export(spec.precision().name().toLowerCase(java.util.Locale.ROOT), before,
                    Files.size(file), measured(exact), measured(written), greatestDifference(exact));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Null where nothing was left out. */
    static Evaluation.@Nullable Export of(
            TrainSpec spec,
            Material material,
            Map<String, float[]> written,
            Learner learner,
            Path file) {
        return spec.precision() == Precision.FLOAT32 ? null
                : new PrecisionLoss(spec, material, written).told(learner, file);
    }

    private Map<String, Double> measured(Map<String, float[]> outputs) {
        Material calibrated = CalibrationFit.of(spec.calibration(), material, outputs);
        return new Scores(calibrated.schema()).of(Objects.requireNonNull(outputs.get(material.heldOut())),
                calibrated.part(material.heldOut()).truth());
    }

    private double greatestDifference(Map<String, float[]> exact) {
        double greatest = 0;
        for (Map.Entry<String, float[]> part : exact.entrySet()) {
            float[] reduced = Objects.requireNonNull(written.get(part.getKey()));
            for (int i = 0; i < reduced.length; i++) {
                greatest = Math.max(greatest, Math.abs(reduced[i] - part.getValue()[i]));
            }
        }
        return greatest;
    }
}
