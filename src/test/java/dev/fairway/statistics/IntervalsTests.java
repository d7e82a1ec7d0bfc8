package dev.fairway.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalsTests {

    private static final Offset<Double> PRINTED = within(5e-7);

    /** High risk by race in ProPublica's COMPAS two-years data. */
    private static final Rate BLACK = new Rate(2174, 3696);
    private static final Rate WHITE = new Rate(854, 2454);

    @Test
    void wilsonsAreThoseOfTheCompasRates() {
        close(Wilson.interval(BLACK, 0.95), 0.572253, 0.603971);
        close(Wilson.interval(WHITE, 0.95), 0.329408, 0.367074);
    }

    @Test
    void newcombesIsThatOfTheCompasRates() {
        Estimate difference = Newcombe.difference(BLACK, WHITE, 0.95);
        assertThat(difference.value()).isCloseTo(0.240200, PRINTED);
        close(difference.interval(), 0.215339, 0.264580);
    }

    @Test
    void katzsIsThatOfTheCompasRates() {
        Estimate ratio = Katz.ratio(BLACK, WHITE, 0.95);
        assertThat(ratio.value()).isCloseTo(1.690224, PRINTED);
        close(ratio.interval(), 1.590995, 1.795642);
    }

    /** Table II of Newcombe (1998), Stat. Med. 17:873, method 10. */
    @ParameterizedTest
    @CsvSource({"56, 70, 48, 80, 0.0524, 0.3339", "9, 10, 3, 10, 0.1705, 0.8090", "6, 7, 2, 7, 0.0582, 0.8062",
            "5, 56, 0, 29, -0.0381, 0.1926", "0, 10, 0, 20, -0.1611, 0.2775", "0, 10, 0, 10, -0.2775, 0.2775",
            "10, 10, 0, 20, 0.6791, 1", "10, 10, 0, 10, 0.6075, 1"})
    void newcombesAreThoseOfHisTable(long hits, long rows, long other, long others, double low, double high) {
        Interval interval = Newcombe.difference(new Rate(hits, rows), new Rate(other, others), 0.95).interval();
        assertThat(interval.low()).isCloseTo(low, within(5e-5));
        assertThat(interval.high()).isCloseTo(high, within(5e-5));
    }

    @Test
    void koopmansIsThatOfHisExample() {
        Interval interval = Koopman.interval(new Rate(36, 40), new Rate(16, 80), 0.95);
        assertThat(interval.low()).isCloseTo(2.94, within(0.005));
        assertThat(interval.high()).isCloseTo(7.15, within(0.005));
    }

    @Test
    void rareHitsHaveAScoreIntervalNotALogOne() {
        Interval interval = Katz.ratio(new Rate(2, 50), new Rate(9, 50), 0.95).interval();
        assertThat(interval).isEqualTo(Koopman.interval(new Rate(2, 50), new Rate(9, 50), 0.95));
        assertThat(interval.low()).isPositive().isLessThan(2.0 / 9);
        assertThat(interval.high()).isGreaterThan(2.0 / 9);
    }

    @Test
    void theScoreIntervalOfARatioInvertsWithTheRatio() {
        Interval one = Koopman.interval(new Rate(3, 40), new Rate(8, 25), 0.95);
        Interval other = Koopman.interval(new Rate(8, 25), new Rate(3, 40), 0.95);
        assertThat(one.low()).isCloseTo(1 / other.high(), within(1e-9));
        assertThat(one.high()).isCloseTo(1 / other.low(), within(1e-9));
    }

    @Test
    void withManyHitsBothIntervalsOfARatioAgree() {
        Interval score = Koopman.interval(BLACK, WHITE, 0.95);
        assertThat(score.low()).isCloseTo(1.590995, within(0.003));
        assertThat(score.high()).isCloseTo(1.795642, within(0.003));
    }

    @Test
    void aGroupWithoutHitsStillBoundsTheRatio() {
        Estimate none = Katz.ratio(new Rate(0, 50), new Rate(25, 50), 0.95);
        assertThat(none.value()).isZero();
        assertThat(none.interval().low()).isZero();
        assertThat(none.interval().high()).isBetween(0.05, 0.3);
        Estimate all = Katz.ratio(new Rate(25, 50), new Rate(0, 50), 0.95);
        assertThat(all.value()).isInfinite();
        assertThat(all.interval().low()).isBetween(3.0, 20.0);
        assertThat(all.interval().high()).isInfinite();
    }

    @Test
    void withoutAnyHitAnyRatioGoes() {
        Estimate ratio = Katz.ratio(new Rate(0, 50), new Rate(0, 40), 0.95);
        assertThat(ratio.value()).isNaN();
        assertThat(ratio.interval()).isEqualTo(new Interval(0, Double.POSITIVE_INFINITY));
    }

    @Test
    void whereAllHitTheRatioIsNotCertain() {
        Interval interval = Katz.ratio(new Rate(50, 50), new Rate(50, 50), 0.95).interval();
        assertThat(interval.low()).isBetween(0.9, 0.95);
        assertThat(interval.high()).isBetween(1.05, 1.1);
    }

    @Test
    void withoutRowsNothingIsKnown() {
        Rate none = new Rate(0, 0);
        assertThat(Wilson.interval(none, 0.95)).isEqualTo(new Interval(0, 1));
        assertThat(Newcombe.difference(none, BLACK, 0.95).value()).isNaN();
        assertThat(Newcombe.difference(none, BLACK, 0.95).interval()).isEqualTo(new Interval(-1, 1));
        assertThat(Katz.ratio(BLACK, none, 0.95).interval()).isEqualTo(new Interval(0, Double.POSITIVE_INFINITY));
    }

    @Test
    void wilsonsStaysWithinZeroAndOne() {
        assertThat(Wilson.interval(new Rate(0, 10), 0.95).low()).isZero();
        assertThat(Wilson.interval(new Rate(0, 10), 0.95).high()).isCloseTo(0.2775, within(5e-5));
        assertThat(Wilson.interval(new Rate(10, 10), 0.95).high()).isEqualTo(1);
    }

    /** What 193 rows per group are needed for: a difference of halves known to a tenth. */
    @Test
    void aHundredAndNinetyThreeRowsPerGroupTellATenth() {
        assertThat(Newcombe.difference(new Rate(97, 193), new Rate(97, 193), 0.95).interval().halfWidth())
                .isCloseTo(0.1, within(0.002));
    }

    @Test
    void intervalsAreDisjointWhereTheyShareNoValue() {
        Interval tolerance = new Interval(-0.1, 0.1);
        assertThat(new Interval(-0.3, -0.11).isDisjoint(tolerance)).isTrue();
        assertThat(new Interval(0.11, 0.2).isDisjoint(tolerance)).isTrue();
        assertThat(new Interval(-0.3, -0.1).isDisjoint(tolerance)).isFalse();
        assertThat(new Interval(-0.5, 0.5).isDisjoint(tolerance)).isFalse();
    }

    @Test
    void whatIsNoRateOrIntervalIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Rate(2, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Rate(-1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Interval(1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> Wilson.interval(BLACK, 95));
    }

    private static void close(Interval interval, double low, double high) {
        assertThat(interval.low()).isCloseTo(low, PRINTED);
        assertThat(interval.high()).isCloseTo(high, PRINTED);
    }
}
