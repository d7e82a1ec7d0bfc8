package dev.fairway.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.fairway.statistics.DriftRule.Sample;
import dev.fairway.statistics.DriftVerdict.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DriftRuleTests {

    private static final long[] REFERENCE = {5_000, 5_000};
    private static final Sample ALIKE = new Sample(new long[]{500, 500}, REFERENCE);
    private static final Sample MOVED = new Sample(new long[]{800, 200}, REFERENCE);

    private final DriftRule rule = new DriftRule(0.001, 0.1, 200);

    @Test
    void whatMovedFarAndSurelyDrifted() {
        List<DriftVerdict> verdicts = rule.judge(List.of(ALIKE, MOVED));
        assertThat(verdicts).extracting(DriftVerdict::outcome).containsExactly(Outcome.OK, Outcome.DRIFT);
        assertThat(verdicts.get(1).score()).isGreaterThan(verdicts.get(1).threshold());
        assertThat(verdicts.get(1).rows()).isEqualTo(1_000);
        assertThat(verdicts.get(1).referenceRows()).isEqualTo(10_000);
    }

    @Test
    void whatMovedSurelyButNotFarIsOk() {
        Sample sure = new Sample(new long[]{510_000, 490_000}, new long[]{5_000_000, 5_000_000});
        DriftVerdict verdict = rule.judge(List.of(sure)).getFirst();
        assertThat(verdict.pValue()).isLessThan(1e-6);
        assertThat(verdict.outcome()).isEqualTo(Outcome.OK);
        assertThat(verdict.threshold()).isEqualTo(0.1);
    }

    @Test
    void whatMovedFarButPerhapsByChanceIsOk() {
        DriftVerdict verdict = new DriftRule(0.001, 0.1, 10).judge(List.of(new Sample(new long[]{14, 6}, REFERENCE)))
                .getFirst();
        assertThat(verdict.score()).isGreaterThan(0.1).isLessThan(verdict.threshold());
        assertThat(verdict.outcome()).isEqualTo(Outcome.OK);
    }

    @Test
    void tooFewRowsSayNothing() {
        DriftVerdict verdict = rule.judge(List.of(new Sample(new long[]{199, 0}, REFERENCE))).getFirst();
        assertThat(verdict.outcome()).isEqualTo(Outcome.INSUFFICIENT_DATA);
        assertThat(verdict.drifted()).isFalse();
        assertThat(verdict.score()).isPositive();
        assertThat(verdict.pValue()).isEqualTo(1);
    }

    @Test
    void noRowsHaveNoScore() {
        DriftVerdict verdict = rule.judge(List.of(new Sample(new long[2], REFERENCE))).getFirst();
        assertThat(verdict.score()).isNaN();
        assertThat(verdict.threshold()).isInfinite();
        assertThat(rule.judge(List.of(new Sample(new long[]{500, 500}, new long[2])))).extracting(DriftVerdict::outcome)
                .containsExactly(Outcome.INSUFFICIENT_DATA);
    }

    @Test
    void samplesThatCannotBeJudgedCostTheOthersNothing() {
        Sample small = new Sample(new long[]{1, 1}, REFERENCE);
        double alone = rule.judge(List.of(MOVED)).getFirst().pValue();
        assertThat(rule.judge(List.of(small, small, MOVED)).getLast().pValue()).isEqualTo(alone);
    }

    @Test
    void anEmptyFamilyHasNoVerdicts() {
        assertThat(rule.judge(List.of())).isEmpty();
    }

    @Test
    void theScoreReachesTheThresholdJustWhereDriftIsFound() {
        Samples samples = new Samples(11);
        DriftRule lax = new DriftRule(0.3, 0.01, 1);
        for (int round = 0; round < 200; round++) {
            double shift = round / 500.0;
            List<Sample> family = IntStream.range(0, 6)
                    .mapToObj(i -> new Sample(samples.draw(300, Samples.shiftedNormal(shift * i)),
                            samples.draw(3_000, Samples.shiftedNormal(0))))
                    .toList();
            assertThat(lax.judge(family))
                    .allMatch(verdict -> verdict.drifted() == (verdict.score() >= verdict.threshold()));
        }
    }

    @Test
    void aReferenceOfTenTimesTheRowsSuffices() {
        assertThat(rule.judge(List.of(ALIKE)).getFirst().referenceSuffices()).isTrue();
        Sample large = new Sample(new long[]{501, 500}, REFERENCE);
        assertThat(rule.judge(List.of(large)).getFirst().referenceSuffices()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"200, 2000", "500, 5000", "1000, 10000"})
    void aFamilyOfUnchangedFeaturesAlarmsAtMostAtTheLevel(int rows, int referenceRows) {
        DriftRule strict = new DriftRule(0.01, 0.1, 1);
        Samples samples = new Samples(rows);
        int rounds = 60;
        int alarms = 0;
        for (int round = 0; round < rounds; round++) {
            List<Sample> family = IntStream.range(0, 20)
                    .mapToObj(i -> unchanged(samples, shares(i), rows, referenceRows))
                    .toList();
            alarms += strict.judge(family).stream().anyMatch(DriftVerdict::drifted) ? 1 : 0;
        }
        // of 60 rounds at 1 % the 99.9 % band ends at 4; from 500 rows on the floor alone stops chance
        assertThat(alarms).isLessThanOrEqualTo(rows < 500 ? 4 : 0);
    }

    @Test
    void aThirdOfADeviationIsSeenInThreeHundredRows() {
        assertThat(found(0.35, 300, 400)).isGreaterThanOrEqualTo(0.8);
    }

    @Test
    void halfADeviationIsSeenInTwoHundredRows() {
        assertThat(found(0.5, 200, 400)).isGreaterThanOrEqualTo(0.95);
    }

    @Test
    void aFiftiethOfADeviationIsNeverAnAlarm() {
        assertThat(found(0.02, 100_000, 20)).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5})
    void oneOutlierChangesNoVerdict(double shift) {
        Samples samples = new Samples(5);
        long[] reference = samples.draw(50_000, Samples.shiftedNormal(0));
        long[] counts = samples.draw(5_000, Samples.shiftedNormal(shift));
        long[] withOutlier = counts.clone();
        withOutlier[9]++;
        DriftVerdict without = rule.judge(List.of(new Sample(counts, reference))).getFirst();
        DriftVerdict with = rule.judge(List.of(new Sample(withOutlier, reference))).getFirst();
        assertThat(with.outcome()).isEqualTo(without.outcome()).isEqualTo(shift > 0 ? Outcome.DRIFT : Outcome.OK);
        assertThat(with.score()).isCloseTo(without.score(), within(0.001));
    }

    @Test
    void partsOfAWindowAddUpToTheSameVerdict() {
        Samples samples = new Samples(6);
        long[] reference = samples.draw(50_000, Samples.shiftedNormal(0));
        long[] whole = new long[10];
        for (int replica = 0; replica < 3; replica++) {
            long[] part = samples.draw(400, Samples.shiftedNormal(0.4));
            Arrays.setAll(whole, b -> whole[b] + part[b]);
        }
        assertThat(rule.judge(List.of(new Sample(whole, reference))).getFirst().rows()).isEqualTo(1_200);
        assertThat(rule.judge(List.of(new Sample(whole, reference))).getFirst().drifted()).isTrue();
    }

    @Test
    void aRuleThatCannotHoldIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new DriftRule(0, 0.1, 200));
        assertThatIllegalArgumentException().isThrownBy(() -> new DriftRule(1, 0.1, 200));
        assertThatIllegalArgumentException().isThrownBy(() -> new DriftRule(0.01, Double.NaN, 200));
        assertThatIllegalArgumentException().isThrownBy(() -> new DriftRule(0.01, 0.1, 0));
    }

    private double found(double shift, int rows, int rounds) {
        Samples samples = new Samples(rows);
        long[] reference = samples.draw(50_000, Samples.shiftedNormal(0));
        long found = IntStream.range(0, rounds)
                .mapToObj(round -> new Sample(samples.draw(rows, Samples.shiftedNormal(shift)), reference))
                .filter(sample -> rule.judge(List.of(sample)).getFirst().drifted())
                .count();
        return (double) found / rounds;
    }

    private static Sample unchanged(Samples samples, double[] shares, int rows, int referenceRows) {
        return new Sample(samples.draw(rows, shares), samples.draw(referenceRows, shares));
    }

    private static double[] shares(int feature) {
        return switch (feature % 4) {
            case 0 -> Samples.uniform(10);
            case 1 -> Samples.geometric(10);
            case 2 -> Samples.zipf(22);
            default -> Samples.uniform(2);
        };
    }
}
