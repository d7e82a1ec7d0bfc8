package dev.fairway.training.worker;

import dev.fairway.feature.Predictions;
import dev.fairway.registry.Evaluation;
import dev.fairway.registry.Manifest;
import dev.fairway.registry.VersionFolder;
import dev.fairway.training.WorkOrder;
import dev.fairway.training.course.Material;
import dev.fairway.training.djl.ScriptedNetwork;
import dev.fairway.training.prepare.Samples;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * What the written network says of every part of the rows, and how good that is. It is the file that is judged, loaded
 * as serving loads it, and it must say what the network that was trained says.
 */
record Judgement(WorkOrder order, Material material, Map<String, Predictions> predictions, Evaluation evaluation) {

    private static final double TOLERANCE = 1e-6;

    /** @throws ScriptDiffers when the file says something else than the trained network */
    static Judgement of(WorkOrder order, Material material, Path model, Function<Samples, float[]> trained) {
        Scores scores = new Scores(material.schema());
        Map<String, Predictions> predictions = new LinkedHashMap<>();
        Map<String, Map<String, Double>> splits = new LinkedHashMap<>();
        try (ScriptedNetwork network = new ScriptedNetwork(model)) {
            material.parts().forEach((name, part) -> {
                Samples samples = part.samples();
                float[] outputs = network.outputs(samples);
                requireEqual(outputs, trained.apply(samples));
                Predictions said = scores.predictions(outputs, samples.rows());
                predictions.put(name, said);
                splits.put(name, Scores.of(said, part.truth()));
            });
        }
        String heldOut = material.heldOut();
        List<Evaluation.Group> groups = new GroupScores(order.spec().fairness(), material.part(heldOut),
                Objects.requireNonNull(predictions.get(heldOut))).groups();
        return new Judgement(order, material, predictions, new Evaluation(splits, groups));
    }

    private static void requireEqual(float[] written, float[] trained) {
        for (int i = 0; i < trained.length; i++) {
            double difference = Math.abs(written[i] - trained[i]);
            if (!(difference <= TOLERANCE * Math.max(1, Math.abs(trained[i])))) {
                throw new ScriptDiffers(difference);
            }
        }
    }

    void write(CandidateFolder folder, Instant createdAt) {
        material.served().documents().forEach(folder::write);
        folder.write(VersionFolder.EVALUATION, evaluation);
        folder.write(VersionFolder.REFERENCE,
                material.reference(Objects.requireNonNull(predictions.get(material.heldOut()))));
        folder.seal(files -> Manifest.trained(material.served().modality(), order.spec().fairness(),
                new Manifest.Source("train_job", order.job(), order.dataset().sha256()), createdAt, files));
    }
}
