package dev.fairway.training.worker;

import dev.fairway.feature.Predictions;
import dev.fairway.registry.Evaluation;
import dev.fairway.registry.Manifest;
import dev.fairway.registry.VersionFolder;
import dev.fairway.training.TrainSpec;
import dev.fairway.training.WorkOrder;
import dev.fairway.training.course.Material;
import dev.fairway.training.djl.Learner;
import dev.fairway.training.djl.ScriptedNetwork;
import dev.fairway.training.gate.Resampling;
import dev.fairway.training.torchscript.Precision;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the written network says of every part of the rows, and how good that is. It is the file that is judged, loaded
 * as serving loads it, and it must say what the network that was trained says.
 */
record Judgement(WorkOrder order, Material material, Map<String, Predictions> predictions, Evaluation evaluation)
        implements
            Verdict {

    private static final double TOLERANCE = 1e-5;

    /**
     * @param trained the network that was written to the file
     * @throws ScriptDiffers when the file says something else, though it was to be written as exactly as it was learnt
     */
    static Judgement of(WorkOrder order, Material material, Path model, Learner trained) {
        Map<String, float[]> outputs = new LinkedHashMap<>();
        try (ScriptedNetwork network = new ScriptedNetwork(model)) {
            material.parts().forEach((name, part) -> {
                float[] written = network.outputs(part.samples());
                if (order.spec().precision() == Precision.FLOAT32) {
                    requireEqual(written, trained.outputs(part.samples()));
                }
                outputs.put(name, written);
            });
        }
        Material calibrated = CalibrationFit.of(order.spec().calibration(), material, outputs);
        Evaluation.Calibration calibration = CalibrationFit.told(material, calibrated, outputs);
        Scores scores = new Scores(calibrated.schema());
        Map<String, Predictions> predictions = new LinkedHashMap<>();
        outputs.forEach((name, said) -> predictions.put(name,
                scores.predictions(said, calibrated.part(name).samples().rows())));
        return new Judgement(order, calibrated, predictions, evaluation(order.spec(), calibrated, predictions,
                calibration, PrecisionLoss.of(order.spec(), material, outputs, trained, model)));
    }

    private static Evaluation evaluation(
            TrainSpec spec,
            Material material,
            Map<String, Predictions> predictions,
            Evaluation.@Nullable Calibration calibration,
            Evaluation.@Nullable Export export) {
        Map<String, Map<String, Double>> splits = new LinkedHashMap<>();
        predictions.forEach((name, said) -> splits.put(name, Scores.of(said, material.part(name).truth())));
        Material.Part heldOut = material.part(material.heldOut());
        Predictions said = Objects.requireNonNull(predictions.get(material.heldOut()));
        Map<String, Evaluation.Range> intervals = new Resampling(heldOut.truth(), spec.gate().confidence(), spec.seed())
                .intervals(said);
        GroupScores groups = new GroupScores(spec.fairness(), heldOut, said);
        return new Evaluation(splits, groups.groups(), groups.groups(spec.gate().sliceColumns()), intervals,
                new Baselines(material.train().truth(), heldOut, intervals).all(), calibration, export);
    }

    /** What the network says of the rows that nothing was learnt from. */
    Predictions ofHeldOut() {
        return Objects.requireNonNull(predictions.get(material.heldOut()));
    }

    /** @throws ScriptDiffers when the file says something else than the network */
    static void requireEqual(float[] written, float[] trained) {
        for (int i = 0; i < trained.length; i++) {
            double difference = Math.abs(written[i] - trained[i]);
            if (!(difference <= TOLERANCE * Math.max(1, Math.abs(trained[i])))) {
                throw new ScriptDiffers(difference);
            }
        }
    }

    @Override
    public void write(CandidateFolder folder, Instant createdAt) {
        material.served().documents().forEach(folder::write);
        folder.write(VersionFolder.EVALUATION, evaluation);
        folder.write(VersionFolder.REFERENCE, material.reference(ofHeldOut()));
        folder.seal(files -> Manifest.trained(material.served().modality(), order.spec().fairness(),
                new Manifest.Source("train_job", order.job(), order.dataset().sha256()), createdAt, files));
    }
}
