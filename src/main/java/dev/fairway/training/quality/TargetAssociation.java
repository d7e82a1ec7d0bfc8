package dev.fairway.training.quality;

import dev.fairway.feature.Column;
import dev.fairway.training.examples.Ranks;
import dev.fairway.training.examples.Truth;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How nearly one column alone tells the target, from 0 (not at all) to 1 (entirely): the sign of a column that was
 * written down after the target, or from it.
 *
 * <p>Numbers are judged by rank, so that any monotone image of the target scores 1: Somers' D (2·AUROC − 1) for two
 * classes, Spearman's ρ for a quantity. Words, and the bins of numbers, are judged by what the most frequent class (or
 * the mean) per word, learnt on every other row, explains of the rest: Goodman and Kruskal's λ and the root of R².
 * Learning and judging on different rows keeps a column of many words from scoring by its number of words alone.
 */
final class TargetAssociation {

    private static final int MAX_BINS = 100;
    private static final int ROWS_PER_BIN = 20;
    private static final int FEWEST_ROWS = 30;

    private TargetAssociation() {}

    static double of(Column column, Truth truth) {
        return switch (column) {
            case Column.Numbers(double[] values) -> Math.max(ranked(values, truth), coded(bins(values), truth));
            case Column.Words words -> coded(codes(words.values()), truth);
        };
    }

    private static double ranked(double[] values, Truth truth) {
        int[] present = IntStream.range(0, values.length).filter(row -> !Double.isNaN(values[row])).toArray();
        if (present.length < FEWEST_ROWS) {
            return 0;
        }
        double[] ranks = Ranks.of(IntStream.of(present).mapToDouble(row -> values[row]).toArray());
        return switch (truth.select(present)) {
            case Truth.Classes classes -> classes.labels().words().size() == 2 ? somersD(ranks, classes) : 0;
            case Truth.Quantity quantity -> Math.abs(correlation(ranks, Ranks.of(quantity.values())));
            case Truth.Anomalies _ -> 0;
        };
    }

    private static double somersD(double[] ranks, Truth.Classes classes) {
        double positives = classes.counts()[1];
        double negatives = classes.counts()[0];
        if (positives == 0 || negatives == 0) {
            return 0;
        }
        double sum = IntStream.range(0, ranks.length)
                .mapToDouble(row -> classes.indices()[row] == 1 ? ranks[row] : 0)
                .sum();
        double auroc = (sum - positives * (positives + 1) / 2) / (positives * negatives);
        return Math.abs(2 * auroc - 1);
    }

    private static double correlation(double[] x, double[] y) {
        double meanX = Arrays.stream(x).average().orElse(0);
        double meanY = Arrays.stream(y).average().orElse(0);
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int i = 0; i < x.length; i++) {
            xy += (x[i] - meanX) * (y[i] - meanY);
            xx += (x[i] - meanX) * (x[i] - meanX);
            yy += (y[i] - meanY) * (y[i] - meanY);
        }
        return xx == 0 || yy == 0 ? 0 : xy / Math.sqrt(xx * yy);
    }

    private static double coded(int[] codes, Truth truth) {
        return switch (truth) {
            case Truth.Classes classes -> lambda(codes, classes);
            case Truth.Quantity(double[] values) -> Math.sqrt(Math.max(0, explained(codes, values)));
            case Truth.Anomalies _ -> 0;
        };
    }

    /** Share of the errors of always guessing the most frequent class that knowing the code avoids. */
    private static double lambda(int[] codes, Truth.Classes truth) {
        int classes = truth.labels().words().size();
        int width = Arrays.stream(codes).max().orElse(0) + 1;
        int[][] learnt = new int[width + 1][classes];
        for (int row = 0; row < codes.length; row += 2) {
            learnt[codes[row]][truth.indices()[row]]++;
            learnt[width][truth.indices()[row]]++;
        }
        int[] guesses = Arrays.stream(learnt).mapToInt(counts -> most(counts, learnt[width])).toArray();
        int blind = 0;
        int knowing = 0;
        for (int row = 1; row < codes.length; row += 2) {
            blind += guesses[width] == truth.indices()[row] ? 0 : 1;
            knowing += guesses[codes[row]] == truth.indices()[row] ? 0 : 1;
        }
        return blind == 0 ? 0 : Math.max(0, 1 - (double) knowing / blind);
    }

    private static int most(int[] counts, int[] overall) {
        int[] known = Arrays.stream(counts).sum() > 0 ? counts : overall;
        return IntStream.range(0, known.length).reduce(0, (best, i) -> known[i] > known[best] ? i : best);
    }

    /** R² of the mean per code. */
    private static double explained(int[] codes, double[] values) {
        int width = Arrays.stream(codes).max().orElse(0) + 1;
        double[] sums = new double[width + 1];
        int[] counts = new int[width + 1];
        for (int row = 0; row < codes.length; row += 2) {
            sums[codes[row]] += values[row];
            counts[codes[row]]++;
            sums[width] += values[row];
            counts[width]++;
        }
        double mean = sums[width] / Math.max(1, counts[width]);
        double blind = 0;
        double knowing = 0;
        for (int row = 1; row < codes.length; row += 2) {
            double guess = counts[codes[row]] == 0 ? mean : sums[codes[row]] / counts[codes[row]];
            blind += (values[row] - mean) * (values[row] - mean);
            knowing += (values[row] - guess) * (values[row] - guess);
        }
        return blind == 0 ? 0 : 1 - knowing / blind;
    }

    /** Few values are their own bins; many share intervals of equal frequency. Missing is a bin of its own, 0. */
    private static int[] bins(double[] values) {
        Map<Double, Integer> index = new HashMap<>();
        for (double value : values) {
            index.putIfAbsent(value, index.size() + 1);
        }
        int bins = Math.clamp(values.length / ROWS_PER_BIN, 1, MAX_BINS);
        double[] ranks = index.size() <= bins ? new double[0] : Ranks.of(values);
        int[] codes = new int[values.length];
        for (int row = 0; row < codes.length; row++) {
            int bin = ranks.length == 0 ? index.getOrDefault(values[row], 0)
                    : 1 + (int) ((ranks[row] - 1) * bins / values.length);
            codes[row] = Double.isNaN(values[row]) ? 0 : bin;
        }
        return codes;
    }

    private static int[] codes(@Nullable String[] values) {
        Map<@Nullable String, Integer> index = new HashMap<>();
        int[] codes = new int[values.length];
        for (int row = 0; row < codes.length; row++) {
            codes[row] = index.computeIfAbsent(values[row], _ -> index.size());
        }
        return codes;
    }
}
