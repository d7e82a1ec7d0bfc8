package dev.fairway.training.prepare;

import dev.fairway.feature.Step;
import dev.fairway.training.spec.ColumnSteps;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * Fits a column of numbers, each figure on what the steps before it leave: what is imputed on the clipped values, centre
 * and scale on those with the missing ones imputed, so that they are what the network sees.
 */
final class NumberFit {

    private NumberFit() {}

    static Step.Scale of(String column, double[] values, ColumnSteps steps) {
        double[] present = present(values);
        Step.Range clip = present.length == 0 ? null : range(present, steps.clip());
        double[] clipped = clip == null ? values : clipped(values, clip);
        double imputed = imputed(clip == null ? present : present(clipped), steps.missing());
        double[] seen = DoubleStream.of(clipped).map(value -> Double.isNaN(value) ? imputed : value).toArray();
        Moments line = line(seen, steps.numeric());
        return new Step.Scale(column, imputed, line.mean(), line.scale(), clip,
                PreprocessingFit.missing(steps.missing(), present.length < values.length));
    }

    /** Those that are not missing, ascending. */
    private static double[] present(double[] values) {
        return DoubleStream.of(values).filter(value -> !Double.isNaN(value)).sorted().toArray();
    }

    private static Step.@Nullable Range range(double[] sorted, ColumnSteps.@Nullable Clip clip) {
        return clip == null ? null
                : new Step.Range(Quantile.of(sorted, clip.lower()), Quantile.of(sorted, clip.upper()));
    }

    private static double[] clipped(double[] values, Step.Range range) {
        return DoubleStream.of(values).map(range::clip).toArray();
    }

    private static double imputed(double[] sorted, ColumnSteps.Missing missing) {
        Double constant = missing.number();
        if (constant != null) {
            return constant;
        }
        return sorted.length == 0 ? 0 : switch (missing.method()) {
            case MEAN -> Arrays.stream(sorted).average().orElse(0);
            case MODE -> mode(sorted);
            // a constant that is no number is for columns of other kinds
            case IMPUTE, MEDIAN, DROP, CONSTANT -> Quantile.median(sorted);
        };
    }

    /** The most frequent value; the least of equally frequent ones. */
    private static double mode(double[] sorted) {
        double mode = sorted[0];
        int most = 0;
        for (int from = 0, to; from < sorted.length; from = to) {
            for (to = from; to < sorted.length && sorted[to] == sorted[from];) {
                to++;
            }
            if (to - from > most) {
                most = to - from;
                mode = sorted[from];
            }
        }
        return mode;
    }

    /** What becomes 0 and what becomes 1. */
    private static Moments line(double[] values, ColumnSteps.Scaling scaling) {
        return switch (scaling) {
            case STANDARDISE -> Moments.of(values);
            case MIN_MAX -> range(values);
            case ROBUST -> quartiles(values);
            case NONE -> new Moments(0, 1);
        };
    }

    private static Moments range(double[] values) {
        double least = Arrays.stream(values).min().orElse(0);
        double range = Arrays.stream(values).max().orElse(0) - least;
        return new Moments(least, range > 0 ? range : 1);
    }

    /**
     * The distance of the quartiles is 0 where half of the values are equal, which says nothing of the others; the
     * standard deviation takes its place then.
     */
    private static Moments quartiles(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double distance = values.length == 0 ? 0 : Quantile.of(sorted, 0.75) - Quantile.of(sorted, 0.25);
        return new Moments(values.length == 0 ? 0 : Quantile.median(sorted),
                distance > 0 ? distance : Moments.of(values).scale());
    }
}
