package dev.fairway.training.worker;

import dev.fairway.registry.Evaluation;
import dev.fairway.statistics.RegressionScores;
import dev.fairway.training.course.Material;
import dev.fairway.training.examples.Truth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What says something without having learnt: a version that is no better is not worth serving, however good its figures
 * look. On a series the next value is mostly the last one, which published results forgot to compare with (Žliobaitė 2013,
 * arXiv:1301.3524).
 *
 * @param train what is true of the training rows
 * @param heldOut the rows to judge by
 * @param intervals where the version's metrics of these rows lie
 */
record Baselines(Truth train, Material.Part heldOut, Map<String, Evaluation.Range> intervals) {

    List<Evaluation.Baseline> all() {
        List<Evaluation.Baseline> all = new ArrayList<>();
        Truth before = heldOut.before();
        switch (heldOut.truth()) {
            case Truth.Classes truth -> {
                int[] always = new int[truth.rows()];
                Arrays.fill(always, mostFrequent((Truth.Classes) train));
                all.add(classes("majority_class", truth, always));
                if (before instanceof Truth.Classes(_, int[] indices)) {
                    all.add(classes("no_change", truth, indices));
                }
            }
            case Truth.Quantity truth -> {
                double[] always = new double[truth.rows()];
                Arrays.fill(always, Arrays.stream(((Truth.Quantity) train).values()).average().orElseThrow());
                all.add(quantity("training_mean", truth, always));
                if (before instanceof Truth.Quantity(double[] values)) {
                    all.add(quantity("no_change", truth, values));
                }
            }
            case Truth.Anomalies _ -> {
                // Which rows are anomalies is not known to who learns without a target.
            }
        }
        return all;
    }

    private static int mostFrequent(Truth.Classes classes) {
        long[] counts = classes.counts();
        return IntStream.range(0, counts.length).reduce(0, (best, i) -> counts[i] > counts[best] ? i : best);
    }

    private Evaluation.Baseline classes(String name, Truth.Classes truth, int[] said) {
        long right = IntStream.range(0, said.length).filter(row -> said[row] == truth.indices()[row]).count();
        double accuracy = (double) right / said.length;
        Evaluation.@Nullable Range own = intervals.get("accuracy");
        return new Evaluation.Baseline(name, "accuracy", Map.of("accuracy", accuracy),
                own != null && own.low() > accuracy);
    }

    private Evaluation.Baseline quantity(String name, Truth.Quantity truth, double[] said) {
        Map<String, Double> metrics = RegressionScores.of(truth.values(), said);
        double rmse = Objects.requireNonNull(metrics.get("rmse"));
        Evaluation.@Nullable Range own = intervals.get("rmse");
        return new Evaluation.Baseline(name, "rmse", metrics, own != null && own.high() < rmse);
    }
}
