package dev.fairway.statistics;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** Draws counts from known distributions over bins. */
final class Samples {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private final SplittableRandom random;

    Samples(long seed) {
        this.random = new SplittableRandom(seed);
    }

    long[] draw(int rows, double... shares) {
        double[] cumulative = shares.clone();
        Arrays.parallelPrefix(cumulative, Double::sum);
        long[] counts = new long[shares.length];
        for (int row = 0; row < rows; row++) {
            int found = Arrays.binarySearch(cumulative, random.nextDouble() * cumulative[shares.length - 1]);
            counts[found >= 0 ? found : -found - 1]++;
        }
        return counts;
    }

    static double[] uniform(int bins) {
        return normalised(DoubleStream.generate(() -> 1).limit(bins));
    }

    static double[] geometric(int bins) {
        return normalised(IntStream.range(0, bins).mapToDouble(b -> Math.pow(0.5, b)));
    }

    static double[] zipf(int bins) {
        return normalised(IntStream.range(0, bins).mapToDouble(b -> 1.0 / (b + 1)));
    }

    /** Shares of a normal distribution in the deciles of the standard one. */
    static double[] shiftedNormal(double shift) {
        return IntStream.range(0, 10)
                .mapToDouble(b -> NORMAL.cumulativeProbability(decile(b + 1) - shift)
                        - NORMAL.cumulativeProbability(decile(b) - shift))
                .toArray();
    }

    private static double decile(int d) {
        return NORMAL.inverseCumulativeProbability(d / 10.0);
    }

    private static double[] normalised(DoubleStream weights) {
        double[] shares = weights.toArray();
        double sum = DoubleStream.of(shares).sum();
        return DoubleStream.of(shares).map(share -> share / sum).toArray();
    }
}
