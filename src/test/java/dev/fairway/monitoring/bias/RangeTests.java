package dev.fairway.monitoring.bias;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RangeTests {

    @ParameterizedTest
    @CsvSource({">=25, 25, true", ">=25, 24.99, false", ">25, 25, false", ">25, 25.01, true", "<25, 25, false",
            "<=25, 25, true", "25..60, 25, true", "25..60, 60, false", "-5..-1, -3, true", "25, 25, true",
            "25, 25.01, false", "> 1e3, 1001, true"})
    void aRangeHoldsWhatItSays(String range, double number, boolean inside) {
        assertThat(Range.parse(range).orElseThrow().contains(number)).isEqualTo(inside);
    }

    @ParameterizedTest
    @ValueSource(strings = {"old", "", ">=", "25..", "25-60", "NaN", ">=x"})
    void whatIsNoRangeIsNone(String text) {
        assertThat(Range.parse(text)).isEmpty();
    }
}
