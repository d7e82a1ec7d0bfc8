package dev.fairway.training.prepare;

import dev.fairway.feature.Step;
import dev.fairway.training.spec.ColumnSteps;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fits a column of words: which of them have a code of their own. */
final class WordFit {

    /** Most rare words that are told by name; to a network all of them are one. */
    private static final int MOST_RARE = 10_000;

    private WordFit() {}

    static Step.OfWords of(String column, @Nullable String[] values, ColumnSteps steps) {
        Map<String, Integer> counts = counts(values);
        int missing = values.length - sum(counts);
        String imputed = imputed(counts, steps.missing());
        if (imputed != null && missing > 0) {
            counts.merge(imputed, missing, Integer::sum);
        }
        List<String> words = frequentFirst(counts);
        int own = Math.min(steps.maxCategories(), common(words, counts, steps.rare()));
        List<String> categories = words.subList(0, own);
        List<String> rare = steps.rare() == null ? List.of()
                : words.subList(own, Math.min(words.size(), own + MOST_RARE));
        Step.Missing absent = PreprocessingFit.missing(steps.missing(), missing > 0);
        return switch (steps.categorical()) {
            case EMBEDDING -> new Step.Encode(column, categories, rare, imputed, absent);
            case ONE_HOT -> new Step.OneHot(column, categories, rare, imputed, absent);
        };
    }

    static Map<String, Integer> counts(@Nullable String[] values) {
        Map<String, Integer> counts = new HashMap<>();
        for (String value : values) {
            if (value != null) {
                counts.merge(value, 1, Integer::sum);
            }
        }
        return counts;
    }

    private static int sum(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static @Nullable String imputed(Map<String, Integer> counts, ColumnSteps.Missing missing) {
        return switch (missing.method()) {
            case CONSTANT -> missing.constant();
            case MODE -> counts.isEmpty() ? null : frequentFirst(counts).getFirst();
            case IMPUTE, MEAN, MEDIAN, DROP -> null;
        };
    }

    /** Equally frequent ones in alphabetical order. */
    static List<String> frequentFirst(Map<String, Integer> counts) {
        return new ArrayList<>(counts.entrySet()
                .stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList());
    }

    /** How many words, which are the most frequent ones, are not rare. */
    private static int common(List<String> words, Map<String, Integer> counts, ColumnSteps.@Nullable Rare rare) {
        if (rare == null) {
            return words.size();
        }
        double share = rare.minShare() == null ? 0 : rare.minShare() * sum(counts);
        double least = Math.max(share, rare.minRows() == null ? 0 : rare.minRows());
        return (int) words.stream().filter(word -> counts.getOrDefault(word, 0) >= least).count();
    }
}
