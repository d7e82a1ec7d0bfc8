package dev.fairway.training.examples;

import dev.fairway.feature.Column;
import dev.fairway.training.TrainSpec.Split;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Deals rows out by time: what is learnt from lies before what decides when to stop, and that before the test, as a
 * model is used. Rows of one moment stay together.
 */
final class TimeSplit {

    private final int[] order;
    private final @Nullable Column times;

    /** @param times when each row was: numbers, or words of one ISO-8601 form; null when rows are in their order */
    TimeSplit(@Nullable Column times, int rows) {
        this.times = times;
        this.order = switch (times) {
            case null -> IntStream.range(0, rows).toArray();
            case Column.Numbers(double[] values) -> ordered(rows, Comparator.comparingDouble(row -> values[row]));
            case Column.Words words -> ordered(rows,
                    Comparator.comparing(row -> words.values()[row], Comparator.nullsFirst(Comparator.naturalOrder())));
        };
    }

    private static int[] ordered(int rows, Comparator<Integer> comparator) {
        return IntStream.range(0, rows).boxed().sorted(comparator).mapToInt(Integer::intValue).toArray();
    }

    byte[] parts(Split split) {
        int rows = order.length;
        Split.Folds folds = split.folds();
        if (folds == null) {
            int test = cut(rows - (int) Math.round(split.test() * rows));
            return parts(cut(test - (int) Math.round(split.validation() * rows)), test, rows);
        }
        // Every fold is learnt for from all that lies before it; the first block is in no test.
        int blocks = folds.count() + 1;
        int test = cut((int) ((long) rows * (folds.test() + 1) / blocks));
        int end = cut((int) ((long) rows * (folds.test() + 2) / blocks));
        return parts(cut(test - (int) Math.round(split.validation() * test)), test, end);
    }

    /** The row just before each; −1 where there is none, or several rows are of one moment. */
    int[] predecessors() {
        int[] before = new int[order.length];
        Arrays.fill(before, -1);
        for (int i = 1; i < order.length; i++) {
            boolean alone = times == null
                    || !(same(times, order[i - 1], order[i]) || (i > 1 && same(times, order[i - 2], order[i - 1])));
            before[order[i]] = alone ? order[i - 1] : -1;
        }
        return before;
    }

    /** Rows from {@code end} on are in no part. */
    private byte[] parts(int validation, int test, int end) {
        byte[] part = new byte[order.length];
        for (int i = 0; i < order.length; i++) {
            part[order[i]] = i < validation ? Draw.TRAIN
                    : i < test ? Draw.VALIDATION : i < end ? Draw.TEST : Partition.NONE;
        }
        return part;
    }

    /** The next place from this one on at which the moment changes. */
    private int cut(int place) {
        int at = Math.clamp(place, 1, order.length);
        while (at < order.length && times != null && same(times, order[at - 1], order[at])) {
            at++;
        }
        return at;
    }

    private static boolean same(Column times, int a, int b) {
        return switch (times) {
            case Column.Numbers(double[] values) -> Double.compare(values[a], values[b]) == 0;
            case Column.Words words -> Objects.equals(words.values()[a], words.values()[b]);
        };
    }
}
