package dev.fairway.training.worker;

import dev.fairway.feature.Predictions;
import dev.fairway.feature.ReferenceProfile;
import dev.fairway.registry.Evaluation;
import dev.fairway.registry.Manifest;
import dev.fairway.registry.VersionFolder;
import dev.fairway.training.WorkOrder;
import dev.fairway.training.djl.ScriptedNetwork;
import dev.fairway.training.examples.Examples;
import dev.fairway.training.prepare.Prepared;
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
record Judgement(WorkOrder order, Prepared prepared, Map<String, Predictions> predictions, Evaluation evaluation) {

    private static final double TOLERANCE = 1e-6;

    /** @throws ScriptDiffers when the file says something else than the trained network */
    static Judgement of(WorkOrder order, Prepared prepared, Path model, Function<Samples, float[]> trained) {
        Scores scores = new Scores(prepared.schema());
        Map<String, Predictions> predictions = new LinkedHashMap<>();
        Map<String, Map<String, Double>> splits = new LinkedHashMap<>();
        try (ScriptedNetwork network = new ScriptedNetwork(model)) {
            prepared.samples().forEach((part, samples) -> {
                float[] outputs = network.outputs(samples);
                requireEqual(outputs, trained.apply(samples));
                Predictions said = scores.predictions(outputs, samples.rows());
                predictions.put(part, said);
                splits.put(part, Scores.of(said, part(prepared, part).truth()));
            });
        }
        String heldOut = heldOut(prepared);
        List<Evaluation.Group> groups = new GroupScores(order.spec().fairness(), part(prepared, heldOut),
                Objects.requireNonNull(predictions.get(heldOut))).groups();
        return new Judgement(order, prepared, predictions, new Evaluation(splits, groups));
    }

    private static void requireEqual(float[] written, float[] trained) {
        for (int i = 0; i < trained.length; i++) {
            double difference = Math.abs(written[i] - trained[i]);
            if (!(difference <= TOLERANCE * Math.max(1, Math.abs(trained[i])))) {
                throw new ScriptDiffers(difference);
            }
        }
    }

    private static Examples part(Prepared prepared, String part) {
        return Objects.requireNonNull(prepared.parts().get(part));
    }

    /** The test rows, or the best that there is instead of them. */
    private static String heldOut(Prepared prepared) {
        return prepared.parts().keySet().stream().reduce((_, last) -> last).orElseThrow();
    }

    void write(CandidateFolder folder, Instant createdAt) {
        folder.write(VersionFolder.PREPROCESSING, prepared.preprocessing());
        folder.write(VersionFolder.EVALUATION, evaluation);
        folder.write(VersionFolder.REFERENCE, ReferenceProfile.fit(prepared.schema(),
                part(prepared, "train").features(), Objects.requireNonNull(predictions.get(heldOut(prepared)))));
        folder.seal(files -> Manifest.ofTable(prepared.schema(), order.spec().fairness(),
                new Manifest.Source("train_job", order.job(), order.dataset().sha256()), createdAt, files));
    }
}
