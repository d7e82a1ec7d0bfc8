package dev.fairway.statistics;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * Whether one of two classifiers is right more often than the other on the same rows (McNemar 1947, Psychometrika
 * 12:153). Only the rows count that just one of them gets right.
 *
 * @param first rows that only the first gets right
 * @param second rows that only the second gets right
 */
public record McNemar(long first, long second) {

    /** Counts the rows of two classifiers' answers. */
    public static McNemar of(int[] truth, int[] first, int[] second) {
        long onlyFirst = 0;
        long onlySecond = 0;
        for (int row = 0; row < truth.length; row++) {
            boolean right = first[row] == truth[row];
            boolean otherRight = second[row] == truth[row];
            onlyFirst += right && !otherRight ? 1 : 0;
            onlySecond += otherRight && !right ? 1 : 0;
        }
        return new McNemar(onlyFirst, onlySecond);
    }

    /** How likely two equally good ones are to differ at least so much: the exact test, two-sided. */
    public double pValue() {
        int rows = Math.toIntExact(first + second);
        if (rows == 0) {
            return 1;
        }
        return Math.min(1, 2 * BinomialDistribution.of(rows, 0.5).cumulativeProbability((int) Math.min(first, second)));
    }
}
