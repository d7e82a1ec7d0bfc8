package dev.fairway.monitoring.bias;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.feature.Column;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GroupingTests {

    private static List<String> groupsOf(Grouping grouping, Column column) {
        return java.util.stream.IntStream.range(0, column.rows())
                .map(row -> grouping.of(column, row))
                .mapToObj(group -> group < 0 ? "?" : grouping.groups().get(group))
                .toList();
    }

    private static Column words(@Nullable String... words) {
        return new Column.Words(words);
    }

    @Test
    void privilegedValuesMakeOneGroup() {
        Grouping grouping = Grouping.ofWords("race", List.of("White", "Asian"), List.of("Black", "White"), 20);
        assertThat(grouping.groups()).containsExactly("White, Asian", "Black", "other");
        assertThat(groupsOf(grouping, words("Asian", "White", "Black"))).containsExactly("White, Asian", "White, Asian",
                "Black");
    }

    @Test
    void aValueFromARequestNeverMakesAGroup() {
        Grouping grouping = Grouping.ofWords("sex", List.of("m"), List.of("f"), 20);
        assertThat(groupsOf(grouping, words("x", null, ""))).containsExactly("other", "?", "?");
    }

    @Test
    void groupsBeyondTheCapShareOne() {
        Grouping grouping = Grouping.ofWords("zip", List.of("1"), List.of("2", "3", "4"), 2);
        assertThat(groupsOf(grouping, words("1", "2", "3", "4"))).containsExactly("1", "2", "other", "other");
    }

    @Test
    void numbersAreGroupedByRanges() {
        Grouping grouping = Grouping.ofRanges("age", List.of("25..60"), List.of("<25"), 20);
        assertThat(groupsOf(grouping, new Column.Numbers(new double[]{24.9, 25, 59.9, 60, Double.NaN})))
                .containsExactly("<25", "25..60", "25..60", "other", "?");
    }

    @Test
    void wordsThatAreNumbersAreGroupedByRangesToo() {
        Grouping grouping = Grouping.ofRanges("age", List.of(">=25"), List.of(), 20);
        assertThat(groupsOf(grouping, words("25", "24", "old"))).containsExactly(">=25", "other", "other");
    }
}
