package dev.fairway.training.worker;

import dev.fairway.feature.RowRecipe;
import dev.fairway.feature.Rows;
import dev.fairway.registry.Evaluation;
import dev.fairway.registry.Manifest;
import dev.fairway.registry.VersionFolder;
import dev.fairway.training.WorkOrder;
import dev.fairway.training.course.Material;
import dev.fairway.training.djl.Learner;
import dev.fairway.training.djl.ScriptedNetwork;
import dev.fairway.training.djl.network.AdversarialNetwork;
import dev.fairway.training.examples.Shuffle;
import dev.fairway.training.prepare.Input;
import dev.fairway.training.prepare.Samples;
import dev.fairway.training.synthesis.Likeness;
import dev.fairway.training.synthesis.Nearness;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * How like the rows are to real ones that the written network makes, and how near they come to those that it learnt from.
 * As many rows are looked at as seconds allow.
 */
record SynthesisJudgement(WorkOrder order, Material material, RowRecipe recipe, Evaluation evaluation)
        implements
            Verdict {

    private static final int MOST = 2_000;
    private static final int MOST_LEARNT = 5_000;

    /** @throws ScriptDiffers when the file makes other rows of the same noise than the network */
    static SynthesisJudgement of(WorkOrder order, Material material, Path model, Learner trained) {
        long seed = order.spec().seed();
        RowRecipe recipe = (RowRecipe) Objects
                .requireNonNull(material.served().documents().get(VersionFolder.GENERATOR));
        float[][] real = vectors(recipe, material.part(material.heldOut()).attributes(), MOST, seed);
        float[][] learnt = vectors(recipe, material.train().attributes(), MOST_LEARNT, seed);
        float[][] made = made(recipe, model, trained, seed);
        RowRecipe.Privacy privacy = new Nearness(learnt, real, made).measure();
        Map<String, Double> scores = new LinkedHashMap<>(new Likeness(recipe, real, made).scores(seed));
        scores.put("closer_share", privacy.closer());
        scores.put("copies", (double) privacy.copies());
        return new SynthesisJudgement(order, material, recipe.with(privacy), new Evaluation(
                Map.of(material.heldOut(), scores), List.of(), List.of(), Map.of(), List.of(), null, null));
    }

    private static float[][] vectors(RowRecipe recipe, Rows rows, int most, long seed) {
        int[] some = Shuffle.of(IntStream.range(0, rows.count()).toArray(), new SplittableRandom(seed));
        return recipe.vectors(rows.select(Arrays.copyOf(some, Math.min(most, some.length))));
    }

    private static float[][] made(RowRecipe recipe, Path model, Learner trained, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Samples noise = new Samples(MOST, List
                .of(new Input.Floats(AdversarialNetwork.NOISE, List.of(recipe.noise()), recipe.noise(MOST, random))),
                new float[MOST], new float[MOST]);
        try (ScriptedNetwork network = new ScriptedNetwork(model)) {
            float[] made = network.outputs(noise);
            Judgement.requireEqual(made, trained.outputs(noise));
            return recipe.vectors(recipe.rows(made, random));
        }
    }

    @Override
    public void write(CandidateFolder folder, Instant createdAt) {
        folder.write(VersionFolder.GENERATOR, recipe);
        folder.write(VersionFolder.EVALUATION, evaluation);
        folder.seal(files -> Manifest.trained(material.served().modality(), material.served().gives(),
                order.spec().fairness(), new Manifest.Source("train_job", order.job(), order.dataset().sha256()),
                createdAt, files));
    }
}
