package dev.fairway.training.gate;

import dev.fairway.statistics.Bootstrap;
import dev.fairway.statistics.Interval;
import dev.fairway.training.gate.Comparison.Latency;
import java.util.Arrays;

/**
 * How long two networks take for a row, measured in turns, so that whatever else the machine does meets both alike. The
 * median of many is what neither a pause nor a warm-up moves.
 */
public final class Stopwatch {

    private static final int WARM_UP = 30;
    private static final int TURNS = 200;

    private Stopwatch() {}

    /** @param seed of the interval's draws */
    public static Latency compare(Runnable candidate, Runnable other, double confidence, long seed) {
        double[] first = new double[TURNS];
        double[] second = new double[TURNS];
        for (int turn = -WARM_UP; turn < TURNS; turn++) {
            double one = micros(candidate);
            double two = micros(other);
            if (turn >= 0) {
                first[turn] = one;
                second[turn] = two;
            }
        }
        Interval ratio = new Bootstrap(TURNS, 1_000, seed)
                .percentile(counts -> median(first, counts) / median(second, counts), confidence);
        int[] once = new int[TURNS];
        Arrays.fill(once, 1);
        double one = median(first, once);
        double two = median(second, once);
        return new Latency(one, two, one / two, ratio.low(), ratio.high());
    }

    private static double micros(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e3;
    }

    /** The median of values that each count so often. */
    private static double median(double[] values, int[] counts) {
        double[] all = new double[TURNS];
        int filled = 0;
        for (int i = 0; i < values.length; i++) {
            Arrays.fill(all, filled, filled + counts[i], values[i]);
            filled += counts[i];
        }
        Arrays.sort(all);
        return (all[(TURNS - 1) / 2] + all[TURNS / 2]) / 2;
    }
}
