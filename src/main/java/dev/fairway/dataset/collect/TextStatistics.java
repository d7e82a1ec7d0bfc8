package dev.fairway.dataset.collect;

import dev.fairway.dataset.ItemProfile;
import dev.fairway.dataset.ItemProfile.ClassCount;
import dev.fairway.dataset.ItemProfile.Lengths;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What texts look like as a whole. A word is a run of letters and digits; an apostrophe belongs to it. */
final class TextStatistics {

    private static final int MOST_WORDS = 2_000_000;

    /** Words are known by 64 bits of their hash. */
    private final Set<Long> vocabulary = new HashSet<>();
    private int[] lengths = new int[1024];
    private int count;

    void add(String text) {
        if (count == lengths.length) {
            lengths = Arrays.copyOf(lengths, 2 * count);
        }
        lengths[count++] = words(text);
    }

    private int words(String text) {
        int words = 0;
        long hash = 0;
        boolean within = false;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : ' ';
            if (Character.isLetterOrDigit(c) || (within && c == '\'')) {
                hash = (within ? hash : 0xcbf29ce484222325L) * 0x100000001b3L + Character.toLowerCase(c);
                within = true;
            } else if (within) {
                words++;
                within = false;
                if (vocabulary.size() < MOST_WORDS) {
                    vocabulary.add(hash);
                }
            }
        }
        return words;
    }

    ItemProfile.OfTexts profile(List<ClassCount> classes) {
        int[] sorted = Arrays.copyOf(lengths, count);
        Arrays.sort(sorted);
        Lengths length = new Lengths(at(sorted, 0), at(sorted, 0.05), at(sorted, 0.25), at(sorted, 0.5),
                at(sorted, 0.75), at(sorted, 0.95), at(sorted, 0.99), at(sorted, 1),
                Arrays.stream(sorted).average().orElse(0));
        return new ItemProfile.OfTexts(classes, length, vocabulary.size());
    }

    /** The nearest rank. */
    private static int at(int[] sorted, double share) {
        return sorted.length == 0 ? 0
                : sorted[Math.clamp((long) Math.ceil(share * sorted.length) - 1, 0, sorted.length - 1)];
    }
}
