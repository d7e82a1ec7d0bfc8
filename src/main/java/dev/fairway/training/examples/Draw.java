package dev.fairway.training.examples;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Deals shuffled rows out, each stratum by itself. What rounding leaves over in one stratum is carried to the next, so
 * that many small strata still give the shares that were asked for.
 */
final class Draw {

    static final byte TRAIN = 0;
    static final byte VALIDATION = 1;
    static final byte TEST = 2;

    private final SplittableRandom random;

    Draw(SplittableRandom random) {
        this.random = random;
    }

    /**
     * Which part each row goes to; at least one row of a stratum stays for training.
     *
     * @param strata number of each row's stratum; a negative one leaves the row in training
     */
    byte[] shares(int[] strata, double validation, double test) {
        byte[] part = new byte[strata.length];
        double owedTest = 0;
        double owedValidation = 0;
        for (int[] rows : shuffled(strata)) {
            owedTest += rows.length * test;
            owedValidation += rows.length * validation;
            int tests = Math.clamp(Math.round(owedTest), 0, Math.max(0, rows.length - 1));
            int validations = Math.clamp(Math.round(owedValidation), 0, Math.max(0, rows.length - 1 - tests));
            owedTest -= tests;
            owedValidation -= validations;
            for (int i = 0; i < tests + validations; i++) {
                part[rows[i]] = i < tests ? TEST : VALIDATION;
            }
        }
        return part;
    }

    /** The number of the fold that each row goes to, as equally many rows as possible to each. */
    int[] folds(int[] strata, int folds) {
        int[] fold = new int[strata.length];
        int next = 0;
        for (int[] rows : shuffled(strata)) {
            for (int row : rows) {
                fold[row] = next++ % folds;
            }
        }
        return fold;
    }

    /** The numbers from 0 on, in a random order. */
    int[] order(int count) {
        return Shuffle.of(IntStream.range(0, count).toArray(), random);
    }

    private int[][] shuffled(int[] strata) {
        int count = Arrays.stream(strata).max().orElse(-1) + 1;
        int[][] rows = new int[count][];
        for (int s = 0; s < count; s++) {
            int stratum = s;
            rows[s] = Shuffle.of(IntStream.range(0, strata.length).filter(r -> strata[r] == stratum).toArray(), random);
        }
        return rows;
    }
}
