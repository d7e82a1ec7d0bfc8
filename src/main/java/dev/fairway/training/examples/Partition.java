package dev.fairway.training.examples;

import dev.fairway.training.TrainSpec;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Which rows are learnt from, which decide when to stop, and which tell how good the result is. No row is in two of
 * them; each is in ascending order.
 */
public record Partition(int[] train, int[] validation, int[] test) {

    /** A quantity is stratified by this many intervals of equal frequency. */
    private static final int STRATA = 10;

    /** The same truth, split and seed give the same partition. */
    public static Partition of(Truth truth, TrainSpec.Split split, long seed) {
        int[] strata = switch (split.method()) {
            case RANDOM -> new int[truth.rows()];
            case STRATIFIED -> strata(truth);
        };
        return new Draw(split, new SplittableRandom(seed)).of(strata);
    }

    /** The rows of each part that has any, by its name in reports. */
    public Map<String, int[]> parts() {
        Map<String, int[]> parts = new LinkedHashMap<>();
        parts.put("train", train);
        parts.put("validation", validation);
        parts.put("test", test);
        parts.values().removeIf(rows -> rows.length == 0);
        return parts;
    }

    private static int[] strata(Truth truth) {
        return switch (truth) {
            case Truth.Classes classes -> classes.indices();
            case Truth.Anomalies(boolean[] anomalous, _) ->
                IntStream.range(0, anomalous.length).map(row -> anomalous[row] ? 1 : 0).toArray();
            case Truth.Quantity(double[] values) -> {
                double[] ranks = Ranks.of(values);
                yield IntStream.range(0, values.length)
                        .map(row -> (int) ((ranks[row] - 1) * STRATA / values.length))
                        .toArray();
            }
        };
    }

    /**
     * Deals the shuffled rows of each stratum out. What rounding leaves over in one stratum is carried to the next, so
     * that many small strata still give the shares that were asked for.
     */
    private static final class Draw {

        private final TrainSpec.Split split;
        private final SplittableRandom random;
        private double owedTest;
        private double owedValidation;

        Draw(TrainSpec.Split split, SplittableRandom random) {
            this.split = split;
            this.random = random;
        }

        Partition of(int[] strata) {
            byte[] part = new byte[strata.length];
            int count = Arrays.stream(strata).max().orElse(0) + 1;
            for (int s = 0; s < count; s++) {
                int stratum = s;
                deal(Shuffle.of(IntStream.range(0, strata.length).filter(r -> strata[r] == stratum).toArray(), random),
                        part);
            }
            return new Partition(rows(part, 0), rows(part, 1), rows(part, 2));
        }

        /** At least one row of a stratum stays for training. */
        private void deal(int[] rows, byte[] part) {
            owedTest += rows.length * split.test();
            owedValidation += rows.length * split.validation();
            int test = Math.clamp(Math.round(owedTest), 0, Math.max(0, rows.length - 1));
            int validation = Math.clamp(Math.round(owedValidation), 0, Math.max(0, rows.length - 1 - test));
            owedTest -= test;
            owedValidation -= validation;
            for (int i = 0; i < test + validation; i++) {
                part[rows[i]] = (byte) (i < test ? 2 : 1);
            }
        }

        private static int[] rows(byte[] part, int wanted) {
            return IntStream.range(0, part.length).filter(row -> part[row] == wanted).toArray();
        }
    }
}
