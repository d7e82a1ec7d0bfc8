package dev.fairway.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntToDoubleFunction;

/**
 * How much two quantities have to do with each other, whatever the shape of it: the bias-corrected squared distance
 * correlation of Székely and Rizzo (The distance correlation t-test of independence in high dimension, Journal of
 * Multivariate Analysis 117, 2013, formulas 2.6 to 2.8). It compares the distances between observations, so a
 * quantity may be a number or, by distances of 0 and 1, a word (Lyons 2013, arXiv:1106.5758, for which distances do).
 * Its expectation is 0 for independent quantities and it is 1 where the distances of one are a multiple of the other's.
 */
public final class DistanceCorrelation {

    private static final int LEAST = 4;

    private DistanceCorrelation() {}

    /**
     * @param a distances between each two observations of one quantity: symmetric, with zeros on the diagonal
     * @param b those of the other, of the same observations
     * @return from 0 to 1; what the correction for chance takes below 0 is 0, and so is a quantity that never changes
     * @throws IllegalArgumentException for fewer than four observations, or different numbers of them
     */
    public static double of(double[][] a, double[][] b) {
        if (a.length != b.length || a.length < LEAST) {
            throw new IllegalArgumentException(
                    "needs at least %d observations of both, not %d and %d".formatted(LEAST, a.length, b.length));
        }
        double[][] first = centred(a);
        double[][] second = centred(b);
        double variances = product(first, first) * product(second, second);
        double correlation = variances > 0 ? product(first, second) / Math.sqrt(variances) : 0;
        return Math.clamp(correlation, 0, 1);
    }

    /** Distances of numbers. */
    public static double[][] distances(double[] values) {
        double[][] distances = new double[values.length][values.length];
        for (int i = 0; i < values.length; i++) {
            for (int j = 0; j < values.length; j++) {
                distances[i][j] = Math.abs(values[i] - values[j]);
            }
        }
        return distances;
    }

    /** Distances of values that are alike (0) or not (1). */
    public static double[][] differences(List<?> values) {
        double[][] distances = new double[values.size()][values.size()];
        for (int i = 0; i < values.size(); i++) {
            for (int j = 0; j < values.size(); j++) {
                distances[i][j] = Objects.equals(values.get(i), values.get(j)) ? 0 : 1;
            }
        }
        return distances;
    }

    /** Ranks from 1 on; equal values share the mean of their ranks. */
    public static double[] ranks(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        IntToDoubleFunction rank = i -> {
            int from = 0;
            while (sorted[from] < values[i]) {
                from++;
            }
            int to = from;
            while (to < sorted.length && sorted[to] == values[i]) {
                to++;
            }
            return (from + 1 + to) / 2.0;
        };
        double[] ranks = new double[values.length];
        Arrays.setAll(ranks, rank);
        return ranks;
    }

    /** U-centred: the rows of the result sum to 0, and the expectation of the product of two independent ones is 0. */
    private static double[][] centred(double[][] distances) {
        int n = distances.length;
        double[] sums = Arrays.stream(distances).mapToDouble(row -> Arrays.stream(row).sum()).toArray();
        double total = Arrays.stream(sums).sum();
        double[][] centred = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                centred[i][j] = i == j ? 0
                        : distances[i][j] - (sums[i] + sums[j]) / (n - 2) + total / ((n - 1.0) * (n - 2));
            }
        }
        return centred;
    }

    private static double product(double[][] a, double[][] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a.length; j++) {
                sum += a[i][j] * b[i][j];
            }
        }
        return sum / ((double) a.length * (a.length - 3));
    }
}
