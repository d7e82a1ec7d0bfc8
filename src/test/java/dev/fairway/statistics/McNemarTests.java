package dev.fairway.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class McNemarTests {

    @Test
    void theExactTestIsTheSumOfTheTails() {
        // 2 · (1 + 10 + 45) / 2¹⁰
        assertThat(new McNemar(2, 8).pValue()).isCloseTo(0.109375, within(1e-12));
        assertThat(new McNemar(8, 2).pValue()).isCloseTo(0.109375, within(1e-12));
        // 2 · (1 + 6) / 2⁶
        assertThat(new McNemar(5, 1).pValue()).isCloseTo(0.21875, within(1e-12));
    }

    /** The documentation of statsmodels has this table, 101 121 / 59 33. */
    @Test
    void aLargeTableHasThePublishedValue() {
        assertThat(new McNemar(121, 59).pValue()).isCloseTo(4.434e-6, within(1e-9));
    }

    @Test
    void equalCountsAreNoDifference() {
        assertThat(new McNemar(7, 7).pValue()).isEqualTo(1);
        assertThat(new McNemar(0, 0).pValue()).isEqualTo(1);
    }

    @Test
    void onlyTheRowsCountThatJustOneGetsRight() {
        int[] truth = {0, 0, 1, 1, 1};
        assertThat(McNemar.of(truth, new int[]{0, 1, 1, 0, 1}, new int[]{0, 0, 1, 1, 0})).isEqualTo(new McNemar(1, 2));
    }
}
