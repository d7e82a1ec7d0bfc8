package dev.fairway.training.examples;

import dev.fairway.feature.Column;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** 64-bit hashes of whole rows, features and target: equal rows have equal ones. */
final class RowHashes {

    private final long[] hashes;

    RowHashes(Examples examples) {
        hashes = new long[examples.count()];
        examples.features().columns().values().forEach(this::add);
        switch (examples.truth()) {
            case Truth.Classes(_, int[] indices) ->
                add(new Column.Numbers(IntStream.of(indices).asDoubleStream().toArray()));
            case Truth.Quantity(double[] values) -> add(new Column.Numbers(values));
            case Truth.Anomalies _ -> {
                // what a row is does not make it another row to learn from
            }
        }
    }

    /** Rows that say nothing new: all but the first of each set of equal ones. */
    int repeated() {
        return hashes.length - distinct(IntStream.range(0, hashes.length).toArray()).size();
    }

    /** How many of the rows also occur among the others. */
    int shared(int[] rows, int[] others) {
        Set<Long> known = distinct(others);
        return (int) IntStream.of(rows).filter(row -> known.contains(hashes[row])).count();
    }

    private Set<Long> distinct(int[] rows) {
        Set<Long> distinct = HashSet.newHashSet(rows.length);
        for (int row : rows) {
            distinct.add(hashes[row]);
        }
        return distinct;
    }

    private void add(Column column) {
        for (int row = 0; row < hashes.length; row++) {
            long value = switch (column) {
                case Column.Numbers(double[] values) -> Double.doubleToLongBits(values[row] + 0.0);
                case Column.Words words -> hash(words.values()[row]);
            };
            hashes[row] = mix(hashes[row] * 31 + value);
        }
    }

    private static long hash(@Nullable String word) {
        long hash = word == null ? -1 : word.length();
        for (int i = 0; word != null && i < word.length(); i++) {
            hash = hash * 0x100000001b3L + word.charAt(i);
        }
        return hash;
    }

    /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014): every bit of the input moves every bit of the output. */
    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
