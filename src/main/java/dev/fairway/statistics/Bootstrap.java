package dev.fairway.statistics;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * How uncertain a figure of some rows is, told by drawing the rows again and again with replacement (Efron and
 * Tibshirani 1993, An Introduction to the Bootstrap).
 *
 * <p>A statistic is a function of how often each row is drawn. A difference of two figures of the same rows is one
 * statistic, and so both see the same draws: what makes a row hard for both cancels out, which is why paired intervals
 * are the narrower ones.
 *
 * <p>The interval is bias-corrected and accelerated, BC<sub>a</sub> (Efron 1987, JASA 82:171; chapter 14 of the book).
 * Its acceleration is that of a jackknife that leaves out one row at a time, or one of {@value #MOST_GROUPS} groups of
 * rows where there are more rows than that.
 *
 * @param rows number of rows, at least one
 * @param resamples how often they are drawn; the ends of an interval for 95 % settle from about 1,000 on
 * @param seed the same seed gives the same interval
 */
public record Bootstrap(int rows, int resamples, long seed) {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final int MOST_GROUPS = 500;
    /** Draws for which the figure is not defined say nothing; with too many of them nothing is said at all. */
    private static final double LEAST_DEFINED = 0.9;

    public Bootstrap {
        if (rows < 1 || resamples < 1) {
            throw new IllegalArgumentException("%d rows, %d resamples".formatted(rows, resamples));
        }
    }

    /**
     * The figure of the rows as they are, with its interval; empty where it is not defined for them or for too many of
     * the draws, as an area under a curve is not without both classes.
     *
     * @param statistic of the number of times that each row counts; NaN where it is not defined
     * @param confidence chance that the interval holds the true value, such as 0.95
     */
    public Optional<Estimate> estimate(ToDoubleFunction<int[]> statistic, double confidence) {
        double value = statistic.applyAsDouble(once());
        double[] replicates = replicates(statistic);
        if (!Double.isFinite(value) || replicates.length < LEAST_DEFINED * resamples) {
            return Optional.empty();
        }
        double reach = Confidence.deviations(confidence);
        double bias = bias(replicates, value);
        double acceleration = acceleration(statistic);
        double low = quantile(replicates, adjusted(-reach, bias, acceleration));
        double high = quantile(replicates, adjusted(reach, bias, acceleration));
        return Optional.of(new Estimate(value, new Interval(Math.min(low, high), Math.max(low, high))));
    }

    /** The interval between two quantiles of the draws: simpler, and off where the figure is biased or skewed. */
    public Interval percentile(ToDoubleFunction<int[]> statistic, double confidence) {
        double[] replicates = replicates(statistic);
        double tail = NORMAL.cumulativeProbability(-Confidence.deviations(confidence));
        return new Interval(quantile(replicates, tail), quantile(replicates, 1 - tail));
    }

    private int[] once() {
        int[] counts = new int[rows];
        Arrays.fill(counts, 1);
        return counts;
    }

    /** The figure of each draw for which it is defined, the least first. */
    private double[] replicates(ToDoubleFunction<int[]> statistic) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] replicates = new double[resamples];
        int[] counts = new int[rows];
        for (int i = 0; i < resamples; i++) {
            Arrays.fill(counts, 0);
            for (int draw = 0; draw < rows; draw++) {
                counts[random.nextInt(rows)]++;
            }
            replicates[i] = statistic.applyAsDouble(counts);
        }
        return DoubleStream.of(replicates).filter(Double::isFinite).sorted().toArray();
    }

    /** z₀: how far the figure is from the median of the draws, in standard deviations; ties count half. */
    private static double bias(double[] replicates, double value) {
        long less = DoubleStream.of(replicates).filter(replicate -> replicate < value).count();
        long equal = DoubleStream.of(replicates).filter(replicate -> replicate == value).count();
        double share = (less + equal / 2.0) / replicates.length;
        double least = 0.5 / replicates.length;
        return NORMAL.inverseCumulativeProbability(Math.clamp(share, least, 1 - least));
    }

    /** How fast the figure's standard deviation changes with it: a sixth of the jackknife's skewness. */
    private double acceleration(ToDoubleFunction<int[]> statistic) {
        double[] without = jackknife(statistic);
        double mean = DoubleStream.of(without).average().orElse(0);
        double squares = DoubleStream.of(without).map(value -> Math.pow(mean - value, 2)).sum();
        double cubes = DoubleStream.of(without).map(value -> Math.pow(mean - value, 3)).sum();
        return squares > 0 ? cubes / (6 * Math.pow(squares, 1.5)) : 0;
    }

    private double[] jackknife(ToDoubleFunction<int[]> statistic) {
        int groups = Math.min(rows, MOST_GROUPS);
        double[] without = new double[groups];
        int[] counts = once();
        for (int group = 0; group < groups; group++) {
            int from = (int) ((long) rows * group / groups);
            int to = (int) ((long) rows * (group + 1) / groups);
            Arrays.fill(counts, from, to, 0);
            without[group] = statistic.applyAsDouble(counts);
            Arrays.fill(counts, from, to, 1);
        }
        return DoubleStream.of(without).filter(Double::isFinite).toArray();
    }

    /** The quantile that stands for the one so many deviations from the middle. */
    private static double adjusted(double deviations, double bias, double acceleration) {
        double shifted = bias + deviations;
        return NORMAL.cumulativeProbability(bias + shifted / (1 - acceleration * shifted));
    }

    private static double quantile(double[] sorted, double probability) {
        return sorted[(int) Math.clamp(Math.floor(probability * sorted.length), 0.0, sorted.length - 1.0)];
    }
}
