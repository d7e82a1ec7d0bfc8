package dev.fairway.training.texts;

import dev.fairway.feature.Vocabulary;
import dev.fairway.training.spec.TextInput;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the words that a model will know in its training texts, and how long these are. */
final class VocabularyFit {

    private final TextInput input;
    private final Map<String, Integer> counts = new HashMap<>();
    private int longest;

    private VocabularyFit(TextInput input) {
        this.input = input;
    }

    /**
     * @param longest words of the longest training text, or the most that are read of one where that is less
     */
    record Fitted(Vocabulary vocabulary, int longest) {}

    static Fitted of(String[] texts, TextInput input) {
        VocabularyFit fit = new VocabularyFit(input);
        for (String text : texts) {
            fit.add(text);
        }
        return new Fitted(new Vocabulary(input.lowerCase(), fit.words()), Math.max(1, fit.longest));
    }

    private void add(String text) {
        List<String> words = Vocabulary.split(text, input.lowerCase());
        words.forEach(word -> counts.merge(word, 1, Integer::sum));
        longest = Math.max(longest, Math.min(words.size(), input.maxLength()));
    }

    /** The most frequent words first, equally frequent ones in alphabetical order. */
    private List<String> words() {
        return counts.entrySet()
                .stream()
                .filter(word -> word.getValue() >= input.minCount())
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(input.vocabulary())
                .map(Map.Entry::getKey)
                .toList();
    }
}
