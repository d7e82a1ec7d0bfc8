package dev.fairway.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PopulationStabilityTests {

    private static final Offset<Double> PRINTED = within(5e-8);
    private static final int REPEATS = 500;

    @Test
    void isThatOfThePublishedExamples() {
        assertThat(PopulationStability.between(new double[]{0.35, 0.25, 0.4}, new double[]{0.4, 0.3, 0.3}))
                .isCloseTo(0.0445609, PRINTED);
        assertThat(PopulationStability.between(new double[]{0.1, 0.2, 0.3, 0.4}, Samples.uniform(4)))
                .isCloseTo(0.2282174, PRINTED);
    }

    @Test
    void isThatOfEvidentlysCounts() {
        double[] reference = {16, 18, 16, 14, 12, 12};
        double[] current = {16, 16, 16, 16, 16, 8};
        assertThat(PopulationStability.between(shares(current), shares(reference))).isCloseTo(0.0372183816,
                within(5e-11));
    }

    @Test
    void anEmptyBinWeighsWhatJeffreysPriorGivesIt() {
        long[] reference = LongStream.generate(() -> 9_000).limit(10).toArray();
        long[] current = LongStream.generate(() -> 1_000).limit(10).toArray();
        current[0] = 0;
        double expected = (0.5 / 9005 - 0.1) * Math.log(0.5 / 9005 / 0.1)
                + 9 * (1000.5 / 9005 - 0.1) * Math.log(1000.5 / 9005 / 0.1);
        assertThat(PopulationStability.between(current, reference).value()).isCloseTo(expected, within(1e-12));
        assertThat(PopulationStability.between(smoothed(0, 1_000), Samples.uniform(10))).isCloseTo(0.5381261, PRINTED);
        assertThat(PopulationStability.between(new long[]{0, 111, 111, 111, 111, 111, 111, 111, 111, 112}, reference)
                .value()).as("the published value spreads fractions of a row").isCloseTo(0.5381261, within(1e-5));
    }

    @Test
    void equalSharesAreAtNoDistance() {
        PopulationStability alike = PopulationStability.between(new long[]{50, 150}, new long[]{50, 150});
        assertThat(alike.value()).isZero();
        assertThat(alike.pValue()).isEqualTo(1);
    }

    @Test
    void itsPartsAddUpAndNameTheBinThatMoved() {
        PopulationStability index = PopulationStability.between(new long[]{300, 100, 600},
                new long[]{1_000, 1_010, 990});
        assertThat(DoubleStream.of(index.contributions()).sum()).isCloseTo(index.value(), within(1e-12));
        assertThat(index.contributions()[1]).isGreaterThan(index.contributions()[2]);
        assertThat(index.contributions()[2]).isGreaterThan(index.contributions()[0]);
    }

    @Test
    void binsThatAreEmptyInBothSayNothing() {
        PopulationStability with = PopulationStability.between(new long[]{5, 0, 95, 0}, new long[]{50, 0, 50, 0});
        PopulationStability without = PopulationStability.between(new long[]{5, 95}, new long[]{50, 50});
        assertThat(with.value()).isEqualTo(without.value());
        assertThat(with.pValue()).isEqualTo(without.pValue());
    }

    @Test
    void theLimitIsWhereThePValueIsTheLevel() {
        long[] reference = {500, 300, 200};
        PopulationStability index = PopulationStability.between(new long[]{40, 40, 20}, reference);
        assertThat(index.limit(index.pValue())).isCloseTo(index.value(), within(1e-9));
        // χ² of 2 degrees at 5 % is 5.991465, and 100 against 1000 rows are worth 90.909
        assertThat(index.limit(0.05)).isCloseTo(5.991465 / 90.90909, within(1e-6));
    }

    @Test
    void moreRowsMakeTheSameDifferenceSurer() {
        double few = PopulationStability.between(new long[]{55, 45}, new long[]{5_000, 5_000}).pValue();
        double many = PopulationStability.between(new long[]{5_500, 4_500}, new long[]{500_000, 500_000}).pValue();
        assertThat(few).isGreaterThan(0.2);
        assertThat(many).isLessThan(1e-20);
    }

    @Test
    void nothingIsSureWithoutRows() {
        PopulationStability empty = PopulationStability.between(new long[]{0, 0}, new long[]{5, 5});
        assertThat(empty.pValue()).isEqualTo(1);
        assertThat(empty.limit(0.01)).isInfinite();
        PopulationStability unfounded = PopulationStability.between(new long[]{5, 5}, new long[]{0, 0});
        assertThat(unfounded.pValue()).isEqualTo(1);
        assertThat(unfounded.limit(0.01)).isInfinite();
    }

    @Test
    void whatDoesNotCompareIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PopulationStability.between(new long[]{1}, new long[]{1, 2}));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PopulationStability.between(new long[]{-1}, new long[]{1}));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PopulationStability.between(new double[]{1}, new double[]{0.5, 0.5}));
    }

    /** The band holds 99.9 % of what a test of exactly that level gives; few and rare bins may only make it shyer. */
    @ParameterizedTest
    @MethodSource
    void samplesOfOneDistributionDifferAtTheLevel(double[] shares, int rows, int referenceRows) {
        Samples samples = new Samples(Arrays.hashCode(shares) + rows);
        int rejected = 0;
        for (int i = 0; i < REPEATS; i++) {
            long[] reference = samples.draw(referenceRows, shares);
            rejected += PopulationStability.between(samples.draw(rows, shares), reference).pValue() <= 0.05 ? 1 : 0;
        }
        double band = 3.29 * Math.sqrt(0.05 * 0.95 / REPEATS);
        assertThat((double) rejected / REPEATS).isBetween(0.01, 0.05 + band);
    }

    static Stream<Arguments> samplesOfOneDistributionDifferAtTheLevel() {
        return Stream.of(Arguments.of(Samples.uniform(5), 200, 5_000), Arguments.of(Samples.uniform(10), 200, 200),
                Arguments.of(Samples.uniform(10), 1_000, 1_000), Arguments.of(Samples.uniform(10), 1_000, 10_000),
                Arguments.of(Samples.uniform(20), 500, 5_000), Arguments.of(Samples.geometric(10), 400, 5_000),
                Arguments.of(Samples.zipf(30), 1_000, 1_000), Arguments.of(Samples.zipf(22), 1_000, 10_000));
    }

    private static double[] smoothed(double emptyBin, double rows) {
        double[] shares = new double[10];
        Arrays.fill(shares, (rows / 9 + 0.5) / (rows + 5));
        shares[0] = (emptyBin + 0.5) / (rows + 5);
        return shares;
    }

    private static double[] shares(double... counts) {
        double sum = DoubleStream.of(counts).sum();
        return DoubleStream.of(counts).map(count -> count / sum).toArray();
    }
}
