package dev.fairway.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.registry.ModelName;
import dev.fairway.registry.TrafficPlan.Share;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.statistics.inference.ChiSquareTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeightedSplitTests {

    private static final ModelName INCOME = new ModelName("income");
    private static final List<String> KEYS = IntStream.range(0, 100_000).mapToObj(i -> "user-" + i).toList();

    @ParameterizedTest
    @ValueSource(strings = {"95 5", "50 50", "1 1 1", "70 20 10", "999 1", "1 2 3 4 5 6 7 8"})
    void everyVersionGetsTheShareOfItsWeight(String weights) {
        List<Share> shares = shares(weights);
        Map<Integer, Long> counts = counts(split(shares));
        double[] expected = shares.stream().mapToDouble(Share::weight).toArray();
        long[] observed = shares.stream().mapToLong(share -> counts.getOrDefault(share.version(), 0L)).toArray();
        assertThat(ChiSquareTest.withDefaults().test(expected, observed).getPValue()).isGreaterThan(0.001);
    }

    @Test
    void sharesOfTwoModelsAreIndependent() {
        WeightedSplit income = split(shares("50 50"));
        WeightedSplit credit = new WeightedSplit(new ModelName("credit"), shares("50 50"));
        long[][] together = new long[2][2];
        KEYS.forEach(key -> together[income.version(key) - 1][credit.version(key) - 1]++);
        assertThat(ChiSquareTest.withDefaults().test(together).getPValue()).isGreaterThan(0.001);
    }

    @Test
    void raisingAWeightOnlyBringsCallersToThatVersion() {
        WeightedSplit before = split(shares("60 35 5"));
        for (String raised : new String[]{"60 35 6", "60 15 25", "20 5 75", "0 0 1"}) {
            WeightedSplit after = split(shares(raised));
            assertThat(KEYS)
                    .allSatisfy(key -> assertThat(after.version(key) == 3 || before.version(key) != 3).isTrue());
        }
    }

    @Test
    void nobodyMovesBetweenVersionsWhoseWeightsStay() {
        WeightedSplit before = split(shares("60 35 5"));
        WeightedSplit after = split(shares("60 35 50"));
        assertThat(KEYS).allSatisfy(key -> assertThat(after.version(key)).isIn(3, before.version(key)));
    }

    @Test
    void everyStepOfACanaryKeepsThoseWhoHaveIt() {
        Map<String, Integer> previous = new TreeMap<>();
        for (String step : new String[]{"99 1", "95 5", "75 25", "50 50", "10 90"}) {
            WeightedSplit split = split(shares(step));
            KEYS.forEach(key -> {
                int version = split.version(key);
                assertThat(version).isGreaterThanOrEqualTo(previous.getOrDefault(key, 1));
                previous.put(key, version);
            });
        }
    }

    @Test
    void theOrderAndTheScaleOfTheWeightsChangeNothing() {
        WeightedSplit split = split(shares("60 35 5"));
        List<Share> turned = new ArrayList<>(shares("1200 700 100"));
        Collections.reverse(turned);
        assertThat(KEYS).allSatisfy(key -> assertThat(split(turned).version(key)).isEqualTo(split.version(key)));
    }

    /** Of a version of the service that is in use: callers must stay where they are when it is replaced. */
    @Test
    void keysStayWhereTheyAreForEver() {
        WeightedSplit split = split(shares("50 50"));
        assertThat(Stream.of("ada", "grace", "alan", "edsger", "", "Jürgen", "0", "1").map(split::version).toList())
                .containsExactly(2, 1, 1, 2, 2, 2, 2, 2);
    }

    private static WeightedSplit split(List<Share> shares) {
        return new WeightedSplit(INCOME, shares);
    }

    private static List<Share> shares(String weights) {
        String[] parts = weights.split(" ", -1);
        return IntStream.range(0, parts.length).mapToObj(i -> new Share(i + 1, Integer.parseInt(parts[i]))).toList();
    }

    private static Map<Integer, Long> counts(WeightedSplit split) {
        return KEYS.stream().collect(Collectors.groupingBy(split::version, Collectors.counting()));
    }
}
