package dev.fairway.training.gate;

import dev.fairway.feature.Predictions;
import dev.fairway.registry.Evaluation;
import dev.fairway.statistics.Bootstrap;
import dev.fairway.statistics.CountedScores;
import dev.fairway.statistics.Estimate;
import dev.fairway.statistics.McNemar;
import dev.fairway.training.examples.Truth;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What the held-out rows say of a version, and how sure that is: told by drawing them again and again. */
public final class Resampling {

    /** More draws than this change no interval. */
    private static final int MOST = 2_000;
    private static final int LEAST = 400;
    /** Draws times rows that are worth waiting for. */
    private static final long WORK = 40_000_000;

    private final Truth truth;
    private final Bootstrap bootstrap;
    private final double confidence;

    public Resampling(Truth truth, double confidence, long seed) {
        this.truth = truth;
        this.confidence = confidence;
        this.bootstrap = new Bootstrap(truth.rows(), (int) Math.clamp(WORK / truth.rows(), (long) LEAST, (long) MOST),
                seed);
    }

    /** Where each metric of the predictions lies. */
    public Map<String, Evaluation.Range> intervals(Predictions said) {
        Map<String, Evaluation.Range> intervals = new TreeMap<>();
        scores(said).forEach((metric, score) -> bootstrap.estimate(score, confidence)
                .map(Estimate::interval)
                .ifPresent(found -> intervals.put(metric, new Evaluation.Range(found.low(), found.high()))));
        return intervals;
    }

    /** Two versions' predictions of the same rows, classes in the same order. */
    public Comparison compare(Opponent opponent, Predictions candidate, Predictions other) {
        Map<String, ToDoubleFunction<int[]>> others = scores(other);
        Map<String, Comparison.Difference> differences = new TreeMap<>();
        scores(candidate).forEach((metric, score) -> difference(score, Objects.requireNonNull(others.get(metric)))
                .ifPresent(difference -> differences.put(metric, difference)));
        return new Comparison(opponent.name(), opponent.version(), null, truth.rows(), confidence, differences,
                disagreement(candidate, other), null);
    }

    private Optional<Comparison.Difference> difference(ToDoubleFunction<int[]> score, ToDoubleFunction<int[]> other) {
        int[] once = new int[truth.rows()];
        Arrays.fill(once, 1);
        double one = score.applyAsDouble(once);
        double two = other.applyAsDouble(once);
        return bootstrap.estimate(counts -> score.applyAsDouble(counts) - other.applyAsDouble(counts), confidence)
                .map(estimate -> new Comparison.Difference(one, two, estimate.value(), estimate.interval().low(),
                        estimate.interval().high()));
    }

    private Comparison.@Nullable Disagreement disagreement(Predictions candidate, Predictions other) {
        if (truth instanceof Truth.Classes classes && candidate instanceof Predictions.Classified one
                && other instanceof Predictions.Classified two) {
            McNemar test = McNemar.of(classes.indices(), one.classes(), two.classes());
            return new Comparison.Disagreement(test.first(), test.second(), test.pValue());
        }
        return null;
    }

    private Map<String, ToDoubleFunction<int[]>> scores(Predictions said) {
        return switch (said) {
            case Predictions.Classified classified -> CountedScores.ofClasses(((Truth.Classes) truth).indices(),
                    classified.probabilities(), classified.labels().size());
            case Predictions.Estimated estimated ->
                CountedScores.ofQuantity(((Truth.Quantity) truth).values(), estimated.values());
            // How rare an anomaly is decides how often it is drawn at all; its scores have no interval.
            case Predictions.Scored _ -> Map.of();
        };
    }
}
