package dev.fairway.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SpreadTests {

    /** The example of Fairlearn's page on common fairness metrics. */
    private static final String TRUTH = "011110101000111111";
    private static final String PREDICTED = "001011100111100110";
    private static final String GROUP = "bbabbcccaacabccbcc";

    private final Map<Character, Confusion> groups = groups();

    @Test
    void theSelectionRatesOfFairlearnsGroupsSpreadAsPublished() {
        Spread selected = Spread.of(groups.values().stream().map(Confusion::selected).toList());
        assertThat(selected.greatest()).isEqualTo(0.75);
        assertThat(selected.least()).isEqualTo(0.5);
        assertThat(selected.difference()).isEqualTo(0.25);
        assertThat(selected.ratio()).isCloseTo(0.66666, within(1e-5));
    }

    @Test
    void theOddsOfFairlearnsGroupsSpreadAsPublished() {
        Spread hits = Spread.of(groups.values().stream().map(Confusion::truePositiveRate).toList());
        Spread alarms = Spread.of(groups.values().stream().map(Confusion::falsePositiveRate).toList());
        assertThat(Math.max(hits.difference(), alarms.difference())).isEqualTo(1);
        assertThat(Math.min(hits.ratio(), alarms.ratio())).isZero();
        assertThat(hits.greatest()).isEqualTo(0.6);
        assertThat(hits.least()).isEqualTo(0.4);
    }

    @Test
    void groupsWithoutRowsDoNotCount() {
        assertThat(Spread.of(List.of(new Rate(1, 2), new Rate(0, 0))).difference()).isZero();
        assertThat(Spread.of(List.of()).difference()).isNaN();
    }

    private static Map<Character, Confusion> groups() {
        Map<Character, Confusion> groups = new TreeMap<>();
        for (int row = 0; row < TRUTH.length(); row++) {
            Confusion counted = groups.getOrDefault(GROUP.charAt(row), Confusion.NONE);
            groups.put(GROUP.charAt(row), counted.plus(PREDICTED.charAt(row) == '1', TRUTH.charAt(row) == '1'));
        }
        return groups;
    }
}
