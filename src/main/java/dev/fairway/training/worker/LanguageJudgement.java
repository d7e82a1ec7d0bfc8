package dev.fairway.training.worker;

import dev.fairway.registry.Evaluation;
import dev.fairway.registry.Manifest;
import dev.fairway.registry.VersionFolder;
import dev.fairway.statistics.Bootstrap;
import dev.fairway.training.WorkOrder;
import dev.fairway.training.course.Material;
import dev.fairway.training.djl.Learner;
import dev.fairway.training.djl.ScriptedNetwork;
import dev.fairway.training.examples.Shuffle;
import dev.fairway.training.prepare.Samples;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How well a network foretells the words of texts: the mean of −ln p over all of them, and its exponential, the
 * perplexity, which is the number of words that it is as unsure among. The written file must say of some texts what the
 * trained network says.
 */
record LanguageJudgement(WorkOrder order, Material material, Evaluation evaluation) implements Verdict {

    /** Texts that were learnt from and are looked at again; all of them would take as long as an epoch. */
    private static final int MOST_LEARNT = 2_000;
    private static final int COMPARED = 32;
    private static final int DRAWS = 400;

    /** @throws ScriptDiffers when the file says something else than the network */
    static LanguageJudgement of(WorkOrder order, Material material, Path model, Learner trained) {
        try (ScriptedNetwork network = new ScriptedNetwork(model)) {
            Samples samples = material.part(material.heldOut()).samples();
            Samples some = samples.range(0, Math.min(COMPARED, samples.rows()));
            Judgement.requireEqual(network.outputs(some), trained.outputs(some));
        }
        Map<String, Map<String, Double>> splits = new LinkedHashMap<>();
        material.parts().forEach((name, part) -> {
            Samples looked = name.equals("train") ? some(part.samples(), order.spec().seed()) : part.samples();
            splits.put(name, scores(trained.losses(looked)));
        });
        float[] heldOut = trained.losses(material.part(material.heldOut()).samples());
        return new LanguageJudgement(order, material,
                new Evaluation(splits, List.of(), List.of(), intervals(order, heldOut), List.of(), null, null));
    }

    private static Samples some(Samples samples, long seed) {
        int[] rows = Shuffle.of(IntStream.range(0, samples.rows()).toArray(), new SplittableRandom(seed));
        return samples.select(Arrays.copyOf(rows, Math.min(MOST_LEARNT, rows.length)));
    }

    /** @param losses of each text the sum of −ln p of its words, and their number */
    static Map<String, Double> scores(float[] losses) {
        double loss = mean(losses, _ -> 1);
        Map<String, Double> scores = new TreeMap<>();
        scores.put("loss", loss);
        scores.put("perplexity", Math.exp(loss));
        return scores;
    }

    private static double mean(float[] losses, java.util.function.IntUnaryOperator times) {
        double sum = 0;
        double words = 0;
        for (int row = 0; row < losses.length / 2; row++) {
            int count = times.applyAsInt(row);
            sum += count * (double) losses[2 * row];
            words += count * (double) losses[2 * row + 1];
        }
        return sum / Math.max(1, words);
    }

    /** Texts are drawn whole: the words of one are not independent. */
    private static Map<String, Evaluation.Range> intervals(WorkOrder order, float[] losses) {
        Map<String, Evaluation.Range> intervals = new TreeMap<>();
        Bootstrap bootstrap = new Bootstrap(losses.length / 2, DRAWS, order.spec().seed());
        ToDoubleFunction<int[]> loss = counts -> mean(losses, row -> counts[row]);
        Map.of("loss", loss, "perplexity", counts -> Math.exp(loss.applyAsDouble(counts)))
                .forEach((name, score) -> bootstrap.estimate(score, order.spec().gate().confidence())
                        .ifPresent(found -> intervals.put(name,
                                new Evaluation.Range(found.interval().low(), found.interval().high()))));
        return intervals;
    }

    @Override
    public void write(CandidateFolder folder, Instant createdAt) {
        material.served().documents().forEach(folder::write);
        folder.write(VersionFolder.EVALUATION, evaluation);
        folder.seal(files -> Manifest.trained(material.served().modality(), material.served().gives(),
                order.spec().fairness(), new Manifest.Source("train_job", order.job(), order.dataset().sha256()),
                createdAt, files));
    }
}
