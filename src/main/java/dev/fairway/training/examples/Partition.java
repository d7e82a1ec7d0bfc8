package dev.fairway.training.examples;

import dev.fairway.feature.Column;
import dev.fairway.training.TrainSpec.Split;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which rows are learnt from, which decide when to stop, and which tell how good the result is. No row is in two of
 * them; each is in ascending order.
 */
public record Partition(int[] train, int[] validation, int[] test) {

    /** Of a row that is in no part, as those after the test of a fold by time. */
    static final byte NONE = 3;

    /** A quantity is stratified by this many intervals of equal frequency. */
    private static final int STRATA = 10;

    /** As the other, for a split that goes by no column. */
    public static Partition of(Truth truth, Split split, long seed) {
        return of(truth, null, split, seed);
    }

    /**
     * The same truth, key, split and seed give the same partition.
     *
     * @param key what the split goes by: groups, times or the names of the parts, of each row; null where it goes by
     *     nothing, or by the order of the rows
     * @throws dev.fairway.contract.Refusal when the key names no part
     */
    public static Partition of(Truth truth, @Nullable Column key, Split split, long seed) {
        Draw draw = new Draw(new SplittableRandom(seed));
        byte[] parts = switch (split.method()) {
            case RANDOM -> drawn(new int[truth.rows()], split, draw);
            case STRATIFIED -> drawn(strata(truth), split, draw);
            case GROUP -> new GroupSplit(words(key, truth.rows()), draw).parts(split);
            case TIME -> new TimeSplit(key, truth.rows()).parts(split);
            case COLUMN -> new GivenSplit(words(key, truth.rows()), split).parts(strata(truth), draw);
        };
        return new Partition(rows(parts, Draw.TRAIN), rows(parts, Draw.VALIDATION), rows(parts, Draw.TEST));
    }

    /** A partition per fold of a cross-validation: every row is in one test, or, by time, in none or one. */
    public static List<Partition> folds(int count, Truth truth, @Nullable Column key, Split split, long seed) {
        return IntStream.range(0, count)
                .mapToObj(fold -> new Split(split.method(), split.validation(), split.test(), split.column(),
                        new Split.Folds(count, fold)))
                .map(fold -> of(truth, key, fold, seed))
                .toList();
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

    /** The same parts with the rows only that are fit. */
    public Partition only(IntPredicate fit) {
        return new Partition(IntStream.of(train).filter(fit).toArray(), IntStream.of(validation).filter(fit).toArray(),
                IntStream.of(test).filter(fit).toArray());
    }

    private static byte[] drawn(int[] strata, Split split, Draw draw) {
        Split.Folds asked = split.folds();
        if (asked == null) {
            return draw.shares(strata, split.validation(), split.test());
        }
        int[] folds = draw.folds(strata, asked.count());
        int[] rest = IntStream.range(0, strata.length)
                .map(row -> folds[row] == asked.test() ? -1 : strata[row])
                .toArray();
        byte[] parts = draw.shares(rest, split.validation(), 0);
        for (int row = 0; row < parts.length; row++) {
            parts[row] = folds[row] == asked.test() ? Draw.TEST : parts[row];
        }
        return parts;
    }

    private static @Nullable String[] words(@Nullable Column key, int rows) {
        return key == null ? new String[rows] : Labels.words(key);
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

    private static int[] rows(byte[] parts, byte wanted) {
        return IntStream.range(0, parts.length).filter(row -> parts[row] == wanted).toArray();
    }
}
