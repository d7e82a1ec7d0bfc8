package dev.fairway.monitoring.bias;

import dev.fairway.feature.Column;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells the group that a row belongs to. The groups are known before any row comes: the privileged values make the
 * reference group, each other value that training knew or the operator named makes one, and all other values share
 * {@link #OTHER}. So no request can add a group.
 */
public final class Grouping {

    public static final String OTHER = "other";

    /** The group of a row whose attribute is not known. */
    static final int UNKNOWN = -1;

    private static final int REFERENCE = 0;

    private final String attribute;
    private final List<String> groups = new ArrayList<>();
    private final Map<String, Integer> words = new HashMap<>();
    private final List<Map.Entry<Range, Integer>> ranges = new ArrayList<>();

    private Grouping(String attribute, List<String> privileged) {
        this.attribute = attribute;
        this.groups.add(String.join(", ", privileged));
    }

    /**
     * Groups by words.
     *
     * @param values the values that may make a group; those that come last share {@link #OTHER} when there are more
     *     than {@code most} groups
     */
    public static Grouping ofWords(String attribute, List<String> privileged, List<String> values, int most) {
        Grouping grouping = new Grouping(attribute, privileged);
        privileged.forEach(word -> grouping.words.put(word, REFERENCE));
        for (String word : values) {
            if (grouping.groups.size() < most && !grouping.words.containsKey(word) && !word.equals(OTHER)) {
                grouping.words.put(word, grouping.groups.size());
                grouping.groups.add(word);
            }
        }
        grouping.groups.add(OTHER);
        return grouping;
    }

    /** Groups by {@link #isRange ranges} of a number; where two overlap, the first counts. */
    public static Grouping ofRanges(String attribute, List<String> privileged, List<String> values, int most) {
        Grouping grouping = new Grouping(attribute, privileged);
        privileged.forEach(range -> grouping.put(range, REFERENCE));
        for (String range : values) {
            if (grouping.groups.size() < most && grouping.put(range, grouping.groups.size())) {
                grouping.groups.add(range);
            }
        }
        grouping.groups.add(OTHER);
        return grouping;
    }

    /** Whether the text names a range of numbers: {@code >=25}, {@code <25}, {@code 25..60} or {@code 25}. */
    public static boolean isRange(String text) {
        return Range.parse(text).isPresent();
    }

    public String attribute() {
        return attribute;
    }

    /** The groups: the reference first, {@link #OTHER} last. */
    public List<String> groups() {
        return List.copyOf(groups);
    }

    /** The group of a row, or {@link #UNKNOWN}. */
    int of(@Nullable Column column, int row) {
        return switch (column) {
            case Column.Numbers numbers -> of(numbers.values()[row]);
            case Column.Words words -> of(words.values()[row]);
            case null -> UNKNOWN;
        };
    }

    private int of(@Nullable String word) {
        if (word == null || word.isBlank()) {
            return UNKNOWN;
        }
        if (ranges.isEmpty()) {
            return words.getOrDefault(word, groups.size() - 1);
        }
        return Range.parse(word).map(number -> of(number.from())).orElse(groups.size() - 1);
    }

    private int of(double number) {
        if (Double.isNaN(number)) {
            return UNKNOWN;
        }
        for (var range : ranges) {
            if (range.getKey().contains(number)) {
                return range.getValue();
            }
        }
        return groups.size() - 1;
    }

    private boolean put(String text, int group) {
        Range.parse(text).ifPresent(range -> ranges.add(Map.entry(range, group)));
        return isRange(text);
    }
}
