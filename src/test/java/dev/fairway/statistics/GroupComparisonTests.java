package dev.fairway.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupComparisonTests {

    private static final Offset<Double> PRINTED = within(1e-7);

    /** ProPublica's two-years table; to be scored low risk is the favourable outcome. */
    static final Confusion BLACK = new Confusion(990, 532, 805, 1369);
    static final Confusion WHITE = new Confusion(1139, 461, 349, 505);

    private final GroupComparison compas = new GroupComparison(BLACK, WHITE, 0.95);

    @Test
    void givesThePublishedDisparitiesOfCompas() {
        assertThat(compas.statisticalParityDifference().value()).isCloseTo(-0.2402002, PRINTED);
        assertThat(compas.disparateImpact().value()).isCloseTo(0.6315929, PRINTED);
        assertThat(compas.equalOpportunityDifference().value()).isCloseTo(-0.2139250, PRINTED);
        assertThat(compas.averageOddsDifference().value()).isCloseTo(-0.2056490, PRINTED);
        assertThat(compas.predictiveParityDifference().value()).isCloseTo(-0.0614151, PRINTED);
        assertThat(compas.averagePredictiveValueDifference().value()).isCloseTo(-0.0498975, PRINTED);
        assertThat(compas.accuracyDifference().value()).isCloseTo(-0.0316691, PRINTED);
        assertThat(compas.baseRateDifference().value()).isCloseTo(-0.1206968, PRINTED);
    }

    @Test
    void givesProPublicasErrorRates() {
        // of the risk, not of the favour: a false negative of the favour is a false alarm of the risk
        assertThat(BLACK.falseNegativeRate().value()).isCloseTo(0.4485, within(5e-5));
        assertThat(WHITE.falseNegativeRate().value()).isCloseTo(0.2345, within(5e-5));
        assertThat(BLACK.falsePositiveRate().value()).isCloseTo(0.2799, within(5e-5));
        assertThat(WHITE.falsePositiveRate().value()).isCloseTo(0.4772, within(5e-5));
        assertThat(compas.falseNegativeRateDifference().value()).isCloseTo(0.2139250, PRINTED);
        assertThat(compas.falsePositiveRateDifference().value()).isCloseTo(-0.1973730, PRINTED);
    }

    @Test
    void seenAsRiskTheCellsGiveTheOtherPublishedRates() {
        Confusion black = new Confusion(1369, 805, 532, 990);
        Confusion white = new Confusion(505, 349, 461, 1139);
        assertThat(black.precision().value()).isCloseTo(0.6297, within(5e-5));
        assertThat(white.precision().value()).isCloseTo(0.5913, within(5e-5));
        assertThat(black.accuracy().value()).isCloseTo(0.6383, within(5e-5));
        assertThat(white.accuracy().value()).isCloseTo(0.6699, within(5e-5));
        assertThat(black.truePositiveRate().value()).isCloseTo(1 - 0.2799, within(5e-5));
        assertThat(new GroupComparison(black, white, 0.95).predictiveParityDifference().value()).isCloseTo(0.0383799,
                PRINTED);
    }

    /** ProPublica's violent recidivism: TN, FP, FN, TP of each group. */
    @Test
    void givesProPublicasViolentErrorRates() {
        Confusion black = new Confusion(273, 1043, 170, 1692);
        Confusion white = new Confusion(77, 380, 129, 1679);
        assertThat(black.falsePositiveRate().value()).isCloseTo(0.3814, within(5e-5));
        assertThat(white.falsePositiveRate().value()).isCloseTo(0.1846, within(5e-5));
        assertThat(black.falseNegativeRate().value()).isCloseTo(0.3837, within(5e-5));
        assertThat(white.falseNegativeRate().value()).isCloseTo(0.6262, within(5e-5));
    }

    /** The rates of favourable labels in the Adult data: women's and men's, then others' and whites'. */
    @ParameterizedTest
    @CsvSource({"1179, 10771, 6662, 21790, -0.196276, 0.358023", "590, 5421, 3256, 10860, -0.190980, 0.363010",
            "1769, 16192, 9918, 32650, -0.194516, 0.359655"})
    void givesThePublishedDisparitiesOfAdult(long hits, long rows, long other, long others, double spd, double dir) {
        Rate women = new Rate(hits, rows);
        Rate men = new Rate(other, others);
        assertThat(Newcombe.difference(women, men, 0.95).value()).isCloseTo(spd, within(1e-6));
        assertThat(Katz.ratio(women, men, 0.95).value()).isCloseTo(dir, within(1e-6));
    }

    /** The expected values of AIF360-R's test-classification.R. */
    @Test
    void givesTheFiguresOfAif360ForTwentyRows() {
        Confusion unprivileged = new Confusion(0, 4, 2, 3);
        Confusion privileged = new Confusion(1, 2, 1, 7);
        GroupComparison comparison = new GroupComparison(unprivileged, privileged, 0.95);
        assertThat(comparison.averageOddsDifference().value()).isCloseTo(-0.0753968, PRINTED);
        assertThat(comparison.disparateImpact().value()).isCloseTo(1.629630, within(5e-7));
        assertThat(comparison.equalOpportunityDifference().value()).isEqualTo(-0.5);
        assertThat(unprivileged.accuracy().value()).isCloseTo(1.0 / 3, within(1e-12));
        assertThat(privileged.accuracy().value()).isCloseTo(8.0 / 11, within(1e-12));
        Confusion all = unprivileged.plus(privileged);
        assertThat(all.accuracy().value()).isEqualTo(0.55);
        assertThat(all.falseNegativeRate().value()).isEqualTo(0.75);
        assertThat(all.falsePositiveRate().value()).isEqualTo(0.375);
        assertThat(1 - all.precision().value()).isCloseTo(6.0 / 7, within(1e-12));
    }

    @Test
    void everyIntervalHoldsItsFigure() {
        for (Estimate estimate : new Estimate[]{compas.statisticalParityDifference(), compas.disparateImpact(),
                compas.averageOddsDifference(), compas.averagePredictiveValueDifference(),
                compas.accuracyDifference()}) {
            assertThat(estimate.value()).isStrictlyBetween(estimate.interval().low(), estimate.interval().high());
        }
    }

    @Test
    void averagedOddsAreNoLessCertainThanTheirParts() {
        Interval average = compas.averageOddsDifference().interval();
        assertThat(average.halfWidth()).isLessThan(compas.equalOpportunityDifference().interval().halfWidth());
        assertThat(average.isDisjoint(new Interval(-0.1, 0.1))).isTrue();
    }

    /** Eighteen Native Americans: their rate of false alarms is .375, and nobody can tell from what it differs. */
    @Test
    void aSmallGroupTellsNothing() {
        Confusion small = new Confusion(5, 2, 3, 8);
        Interval interval = new GroupComparison(small, WHITE, 0.95).falseNegativeRateDifference().interval();
        assertThat(small.falseNegativeRate().value()).isEqualTo(0.375);
        assertThat(interval.isDisjoint(new Interval(-0.1, 0.1))).isFalse();
        assertThat(interval.halfWidth()).isGreaterThan(0.1);
    }

    @Test
    void rowsAddUpOneByOneAndPartByPart() {
        Confusion one = Confusion.NONE.plus(true, true).plus(true, false).plus(false, true).plus(false, false);
        assertThat(one).isEqualTo(new Confusion(1, 1, 1, 1));
        assertThat(one.plus(BLACK).rows()).isEqualTo(4 + BLACK.rows());
    }
}
