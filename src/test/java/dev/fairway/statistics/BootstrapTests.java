package dev.fairway.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/**
 * The published figures are those of Efron and Tibshirani 1993 for the spatial test data, tables 14.1 and 14.2, from
 * 2,000 draws, whose own noise the tolerances allow for.
 */
class BootstrapTests {

    private static final double[] SPATIAL = {48, 36, 20, 29, 42, 42, 20, 42, 22, 41, 45, 14, 6, 0, 33, 28, 34, 4, 32,
            24, 47, 41, 24, 26, 30, 41};
    @Test
    void theAcceleratedIntervalIsThePublishedOne() {
        Estimate estimate = new Bootstrap(26, 20_000, 1).estimate(BootstrapTests::variance, 0.9).orElseThrow();
        assertThat(estimate.value()).isCloseTo(171.5, within(0.05));
        assertThat(estimate.interval().low()).isCloseTo(115.8, within(3.0));
        assertThat(estimate.interval().high()).isCloseTo(259.6, within(4.0));
    }

    @Test
    void thePercentileIntervalIsThePublishedOne() {
        Interval interval = new Bootstrap(26, 20_000, 1).percentile(BootstrapTests::variance, 0.9);
        assertThat(interval.low()).isCloseTo(100.8, within(4.0));
        assertThat(interval.high()).isCloseTo(233.9, within(4.0));
    }

    @Test
    void aMeanOfManyRowsHasTheIntervalOfTheNormalLaw() {
        double[] values = new Random(3).doubles(4_000).toArray();
        Estimate estimate = new Bootstrap(values.length, 2_000, 2).estimate(mean(values), 0.95).orElseThrow();
        double reach = 1.959964 * Math.sqrt(1 / 12.0 / values.length);
        assertThat(estimate.interval().halfWidth()).isCloseTo(reach, within(0.06 * reach));
        assertThat(estimate.interval().low() + estimate.interval().high()).isCloseTo(2 * estimate.value(),
                within(0.2 * reach));
    }

    @Test
    void theSameSeedGivesTheSameInterval() {
        assertThat(new Bootstrap(26, 500, 4).estimate(BootstrapTests::variance, 0.95))
                .isEqualTo(new Bootstrap(26, 500, 4).estimate(BootstrapTests::variance, 0.95));
    }

    @Test
    void aDifferenceThatIsNoneHasNoWidth() {
        Estimate estimate = new Bootstrap(26, 500, 4).estimate(counts -> 0, 0.95).orElseThrow();
        assertThat(estimate.interval()).isEqualTo(new Interval(0, 0));
    }

    @Test
    void whatMostDrawsDoNotDefineHasNoInterval() {
        ToDoubleFunction<int[]> onlyWithTheFirst = counts -> counts[0] > 0 ? 1 : Double.NaN;
        assertThat(new Bootstrap(26, 500, 4).estimate(onlyWithTheFirst, 0.95)).isEmpty();
    }

    /** Efron's promise: nine intervals of ten for 90 % hold the true value, here the variance of an exponential law. */
    @Test
    void theIntervalHoldsTheTrueValueAsOftenAsItSays() {
        Random random = new Random(5);
        int held = 0;
        for (int trial = 0; trial < 300; trial++) {
            double[] values = random.doubles(60).map(u -> -Math.log(1 - u)).toArray();
            Interval interval = new Bootstrap(60, 400, trial).estimate(mean(values), 0.9).orElseThrow().interval();
            held += interval.low() <= 1 && 1 <= interval.high() ? 1 : 0;
        }
        assertThat(held / 300.0).isBetween(0.85, 0.94);
    }

    private static double variance(int[] counts) {
        double mean = mean(SPATIAL).applyAsDouble(counts);
        double sum = 0;
        for (int i = 0; i < SPATIAL.length; i++) {
            sum += counts[i] * Math.pow(SPATIAL[i] - mean, 2);
        }
        return sum / SPATIAL.length;
    }

    private static ToDoubleFunction<int[]> mean(double[] values) {
        return counts -> {
            double sum = 0;
            for (int i = 0; i < values.length; i++) {
                sum += counts[i] * values[i];
            }
            return sum / values.length;
        };
    }
}
