package dev.fairway.statistics;

import java.util.stream.LongStream;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * The population stability index (Jeffreys divergence) between two samples that were counted in the same bins, and how
 * far chance alone would drive it.
 *
 * <p>Shares are smoothed by Jeffreys' prior, (count + ½) / (rows + bins / 2), so that an empty bin has a finite weight
 * that follows from the number of rows, not from a chosen epsilon. Where both samples come from one distribution,
 * nm/(n+m) · PSI follows nearly a χ² law with one degree of freedom less than there are bins (Yurdakul 2018, WMU
 * dissertation 3208; du Pisanie et al. 2023, arXiv:2303.01227). Bins that are empty in both samples say nothing and are
 * left out.
 */
public final class PopulationStability {

    private final double[] contributions;
    private final long rows;
    private final long referenceRows;
    private final int degrees;

    private PopulationStability(double[] contributions, long rows, long referenceRows, int degrees) {
        this.contributions = contributions;
        this.rows = rows;
        this.referenceRows = referenceRows;
        this.degrees = degrees;
    }

    /**
     * Compares two samples.
     *
     * @param counts rows of the sample in each bin
     * @param reference rows of the reference in each bin
     * @throws IllegalArgumentException when there are not as many bins in both, or a count is negative
     */
    public static PopulationStability between(long[] counts, long[] reference) {
        if (counts.length != reference.length) {
            throw new IllegalArgumentException(
                    "%d bins do not compare with %d".formatted(counts.length, reference.length));
        }
        long rows = rows(counts);
        long referenceRows = rows(reference);
        int occupied = 0;
        for (int b = 0; b < counts.length; b++) {
            occupied += counts[b] + reference[b] > 0 ? 1 : 0;
        }
        double[] contributions = new double[counts.length];
        for (int b = 0; b < counts.length; b++) {
            if (counts[b] + reference[b] > 0) {
                double share = (counts[b] + 0.5) / (rows + occupied / 2.0);
                double expected = (reference[b] + 0.5) / (referenceRows + occupied / 2.0);
                contributions[b] = contribution(share, expected);
            }
        }
        return new PopulationStability(contributions, rows, referenceRows, Math.max(0, occupied - 1));
    }

    /**
     * The index between two distributions, without any smoothing; infinite where just one of both shares is zero.
     *
     * @param shares shares that sum to one
     * @param reference shares of as many bins
     */
    public static double between(double[] shares, double[] reference) {
        if (shares.length != reference.length) {
            throw new IllegalArgumentException(
                    "%d bins do not compare with %d".formatted(shares.length, reference.length));
        }
        double sum = 0;
        for (int b = 0; b < shares.length; b++) {
            sum += shares[b] == reference[b] ? 0 : contribution(shares[b], reference[b]);
        }
        return sum;
    }

    private static double contribution(double share, double reference) {
        return (share - reference) * Math.log(share / reference);
    }

    private static long rows(long[] counts) {
        if (LongStream.of(counts).anyMatch(count -> count < 0)) {
            throw new IllegalArgumentException("a count is negative");
        }
        return LongStream.of(counts).sum();
    }

    /** The index: 0 where both are alike; by rule of thumb 0.1 is some change and 0.25 a great one. */
    public double value() {
        double sum = 0;
        for (double contribution : contributions) {
            sum += contribution;
        }
        return sum;
    }

    /** What each bin adds to the index, at least 0. */
    public double[] contributions() {
        return contributions.clone();
    }

    public long rows() {
        return rows;
    }

    public long referenceRows() {
        return referenceRows;
    }

    /** How likely two samples of these sizes from one distribution are to differ so much; 1 where either is empty. */
    public double pValue() {
        if (degrees == 0) {
            return 1;
        }
        return ChiSquaredDistribution.of(degrees).survivalProbability(effectiveRows() * value());
    }

    /**
     * The index that two such samples from one distribution exceed with the given chance; infinite where either is
     * empty, 0 where all rows of both lie in one bin.
     *
     * @param level a chance above 0 and below 1
     */
    public double limit(double level) {
        if (rows == 0 || referenceRows == 0) {
            return Double.POSITIVE_INFINITY;
        }
        return degrees == 0 ? 0
                : ChiSquaredDistribution.of(degrees).inverseSurvivalProbability(level) / effectiveRows();
    }

    /** n·m/(n+m): the size of a sample that is as uncertain against a known distribution as these two together. */
    private double effectiveRows() {
        return rows == 0 ? 0 : 1 / (1.0 / rows + 1.0 / referenceRows);
    }
}
