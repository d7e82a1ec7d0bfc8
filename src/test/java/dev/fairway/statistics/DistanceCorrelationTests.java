package dev.fairway.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DistanceCorrelationTests {

    private static final double[] LINE = IntStream.range(0, 40).mapToDouble(i -> i).toArray();

    @Test
    void aMultipleOfAQuantityDeterminesIt() {
        double[] doubled = IntStream.range(0, 40).mapToDouble(i -> 7 - 2 * i).toArray();
        assertThat(of(LINE, doubled)).isCloseTo(1, within(1e-12));
    }

    @Test
    void aValleyIsSeenToo() {
        double[] valley = IntStream.range(0, 40).mapToDouble(i -> Math.abs(i - 19.5)).toArray();
        assertThat(of(LINE, valley)).isGreaterThan(0.1);
    }

    @Test
    void independentQuantitiesHaveNothingToDoWithEachOtherOnAverage() {
        SplittableRandom random = new SplittableRandom(3);
        double mean = IntStream.range(0, 200)
                .mapToDouble(_ -> of(random.doubles(20).toArray(), random.doubles(20).toArray()))
                .average()
                .orElseThrow();
        assertThat(mean).isLessThan(0.05);
    }

    @Test
    void wordsAreAlikeOrNot() {
        List<String> words = IntStream.range(0, 40).mapToObj(i -> i < 20 ? "low" : "high").toList();
        double[][] steps = DistanceCorrelation
                .distances(IntStream.range(0, 40).mapToDouble(i -> i < 20 ? 0 : 1).toArray());
        assertThat(DistanceCorrelation.of(DistanceCorrelation.differences(words), steps)).isCloseTo(1, within(1e-12));
    }

    @Test
    void whatNeverChangesExplainsNothing() {
        assertThat(of(LINE, new double[40])).isZero();
    }

    @Test
    void equalValuesShareTheMeanOfTheirRanks() {
        assertThat(DistanceCorrelation.ranks(new double[]{5, 1, 5, 9})).containsExactly(2.5, 1, 2.5, 4);
    }

    @Test
    void threeObservationsAreTooFew() {
        assertThatIllegalArgumentException().isThrownBy(() -> of(new double[3], new double[3]));
    }

    private static double of(double[] a, double[] b) {
        return DistanceCorrelation.of(DistanceCorrelation.distances(a), DistanceCorrelation.distances(b));
    }
}
