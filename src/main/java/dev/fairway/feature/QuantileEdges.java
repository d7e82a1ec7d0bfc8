package dev.fairway.feature;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Cuts a sample into bins of about equal mass, without ever cutting through equal values.
 *
 * <p>A value that alone holds more than a bin's share has a bin of its own: were it joined with others, a change among
 * them would drown in it. What lies between two such values is cut into as many bins as its mass is worth, so no bin is
 * empty in the sample. An edge lies half-way between two neighbouring values of the sample: a caller that rounds to
 * single precision then moves no value into another bin.
 */
final class QuantileEdges {

    private final double[] sorted;
    private final int bins;
    private final IntStream.Builder cuts = IntStream.builder();
    private int lastCut;

    private QuantileEdges(double[] sorted, int bins) {
        this.sorted = sorted;
        this.bins = bins;
    }

    /**
     * The upper ends of all bins but the last, strictly ascending.
     *
     * @param sorted finite values, ascending
     * @param bins number of bins where no values are equal
     */
    static double[] of(double[] sorted, int bins) {
        QuantileEdges edges = new QuantileEdges(sorted, bins);
        edges.cut();
        return edges.cuts.build().mapToDouble(cut -> between(sorted[cut - 1], sorted[cut])).toArray();
    }

    private void cut() {
        int open = 0;
        for (int from = 0, to; from < sorted.length; from = to) {
            to = endOfEquals(from);
            if ((long) (to - from) * bins > sorted.length) {
                cutEvenly(open, from);
                addCut(from);
                addCut(to);
                open = to;
            }
        }
        cutEvenly(open, sorted.length);
    }

    /** Cuts the values from one position to before another where the rank of their middle enters the next share. */
    private void cutEvenly(int start, int end) {
        long mass = (long) end - start;
        long shares = Math.max(1, Math.round((double) mass * bins / sorted.length));
        long last = 0;
        for (int from = start, to; from < end; from = to) {
            to = endOfEquals(from);
            long share = shares * ((long) from + to - 2L * start) / (2 * mass);
            if (share != last) {
                addCut(from);
                last = share;
            }
        }
    }

    private int endOfEquals(int from) {
        int to = from + 1;
        while (to < sorted.length && sorted[to] == sorted[from]) {
            to++;
        }
        return to;
    }

    private void addCut(int position) {
        if (position > lastCut && position < sorted.length) {
            cuts.add(position);
            lastCut = position;
        }
    }

    private static double between(double lower, double upper) {
        double middle = lower / 2 + upper / 2;
        return (middle >= lower && middle < upper ? middle : lower) + 0.0;
    }

    static double[] sorted(double[] values) {
        double[] sorted = Arrays.stream(values).filter(Double::isFinite).map(value -> value + 0.0).toArray();
        Arrays.sort(sorted);
        return sorted;
    }
}
