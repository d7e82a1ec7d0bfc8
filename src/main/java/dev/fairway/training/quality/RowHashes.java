package dev.fairway.training.quality;

import dev.fairway.feature.Column;
import org.jspecify.annotations.Nullable;

/** 64-bit hashes of rows, made column by column: equal rows have equal ones. */
final class RowHashes {

    private final long[] hashes;

    RowHashes(int rows) {
        hashes = new long[rows];
    }

    void add(Column column) {
        for (int row = 0; row < hashes.length; row++) {
            add(row, switch (column) {
                case Column.Numbers(double[] values) -> Double.doubleToLongBits(values[row] + 0.0);
                case Column.Words words -> hash(words.values()[row]);
            });
        }
    }

    void add(int row, long value) {
        hashes[row] = mix(hashes[row] * 31 + value);
    }

    long[] hashes() {
        return hashes;
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
