package dev.fairway.feature;

import dev.fairway.contract.Refusal;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the codes of a column's words in a table that is built once.
 *
 * @param codes of the words that have one of their own or are known to be rare
 * @param unseen code of every other word
 * @param absent code where there is no word
 */
record CodeColumn(String column, Map<String, Long> codes, Long unseen, long absent, boolean required) {

    static CodeColumn of(Step.OfWords step) {
        List<String> categories = step.categories();
        boolean folded = !step.rare().isEmpty();
        Map<String, Long> codes = HashMap.newHashMap(categories.size());
        for (int i = 0; i < categories.size(); i++) {
            codes.put(categories.get(i), i + 1L);
        }
        Long unseen = folded ? categories.size() + 1L : Step.OfWords.UNKNOWN;
        String imputed = step.imputed();
        long absent = imputed == null ? Step.OfWords.UNKNOWN : codes.getOrDefault(imputed, unseen);
        return new CodeColumn(step.column(), codes, unseen, absent, step.missing() == Step.Missing.REFUSED);
    }

    long code(@Nullable String word, int row) {
        if (word == null) {
            if (required) {
                throw missing(row, column);
            }
            return absent;
        }
        return codes.getOrDefault(word, unseen);
    }

    void write(Rows rows, ByteBuffer data, int at, int stride) {
        @Nullable
        String[] words = rows.words(column);
        for (int r = 0; r < words.length; r++) {
            data.putLong((r * stride + at) * Long.BYTES, code(words[r], r));
        }
    }

    static Refusal missing(int row, String column) {
        return Refusal.invalid("row %d, column %s".formatted(row, column),
                "must have a value: the model was trained on rows that have one");
    }
}
