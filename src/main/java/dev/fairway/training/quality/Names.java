package dev.fairway.training.quality;

import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** The first few of many rows, as their owner knows them. */
final class Names {

    private static final int FEW = 5;

    private Names() {}

    static String first(int[] rows, IntFunction<String> names) {
        return Arrays.stream(rows).limit(FEW).mapToObj(names).collect(Collectors.joining(", "))
                + (rows.length > FEW ? ", …" : "");
    }
}
