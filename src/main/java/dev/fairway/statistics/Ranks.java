package dev.fairway.statistics;

import java.util.Comparator;
import java.util.stream.IntStream;

/** The order of p-values. */
final class Ranks {

    private Ranks() {}

    /** Positions of the p-values from the least to the greatest; equal ones keep their order. */
    static int[] ascending(double[] pValues) {
        for (double p : pValues) {
            if (!(p >= 0 && p <= 1)) {
                throw new IllegalArgumentException("not a p-value: " + p);
            }
        }
        return IntStream.range(0, pValues.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> pValues[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
