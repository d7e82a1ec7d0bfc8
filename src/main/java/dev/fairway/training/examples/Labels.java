package dev.fairway.training.examples;

import dev.fairway.feature.Column;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The classes of a target, in the order of the model's logits. */
public record Labels(List<String> words) {

    public Labels {
        words = List.copyOf(words);
    }

    /** The labels that the words name: numbers ascending, anything else in alphabetical order. */
    static Labels of(@Nullable String[] values) {
        List<String> distinct = Stream.of(values)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .distinct()
                .toList();
        boolean numeric = distinct.stream().allMatch(Labels::isNumber);
        Comparator<String> order = numeric ? Comparator.comparing(BigDecimal::new) : Comparator.naturalOrder();
        return new Labels(distinct.stream().sorted(order).toList());
    }

    int[] indices(@Nullable String[] values) {
        Map<String, Integer> index = new HashMap<>();
        words.forEach(word -> index.put(word, index.size()));
        return Stream.of(values).mapToInt(value -> Objects.requireNonNull(index.get(value))).toArray();
    }

    /** The values of a column as words; whole numbers have no decimal point. */
    public static @Nullable String[] words(Column column) {
        return switch (column) {
            case Column.Words words -> words.values();
            case Column.Numbers numbers -> words(numbers.values());
        };
    }

    private static @Nullable String[] words(double[] numbers) {
        @Nullable
        String[] words = new String[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            words[i] = Double.isNaN(numbers[i]) ? null : word(numbers[i]);
        }
        return words;
    }

    static String word(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15 ? Long.toString((long) number)
                : Double.toString(number);
    }

    static boolean isNumber(String word) {
        return word.matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d{1,3})?");
    }
}
