package dev.fairway.training.quality;

import dev.fairway.training.examples.Shuffle;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Some of many rows, by chance.
 *
 * @param rows their numbers, ascending
 * @param of how many there are
 */
record Sample(int[] rows, int of) {

    /** All rows where there are no more than that. */
    static Sample of(int rows, int most, long seed) {
        int[] all = IntStream.range(0, rows).toArray();
        if (rows <= most) {
            return new Sample(all, rows);
        }
        int[] some = Arrays.copyOf(Shuffle.of(all, new SplittableRandom(seed)), most);
        Arrays.sort(some);
        return new Sample(some, rows);
    }

    boolean isAll() {
        return rows.length == of;
    }

    /** What a message says of it, at its end: nothing where all rows were looked at. */
    String note() {
        return isAll() ? "" : " (a sample of %,d of %,d)".formatted(rows.length, of);
    }
}
