package dev.fairway.training.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.registry.Evaluation;
import dev.fairway.registry.Evaluation.Baseline;
import dev.fairway.registry.Evaluation.Group;
import dev.fairway.registry.Evaluation.Range;
import dev.fairway.training.Specs;
import dev.fairway.training.gate.Comparison.Difference;
import dev.fairway.training.gate.Comparison.Disagreement;
import dev.fairway.training.gate.Comparison.Latency;
import dev.fairway.training.gate.Gate.Result;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GateTests {

    private static final Opponent PRODUCTION = new Opponent("production", 3, null);

    @Test
    void aJobWithoutLimitsPasses() {
        assertThat(judge("{}", null)).isEqualTo(new Gate.Outcome(Result.PASSED, List.of("the job sets no limit")));
    }

    @Test
    void aFixedLimitIsForTheFigureItself() {
        assertThat(judge("{'min': {'accuracy': 0.89}}", null).passed()).isTrue();
        assertThat(judge("{'min': {'accuracy': 0.91}}", null)).isEqualTo(new Gate.Outcome(Result.MISSED,
                List.of("accuracy is 0.9000 (interval 0.8800 to 0.9200), and must be at least 0.91")));
    }

    @Test
    void whoIsStrictAsksTheWholeInterval() {
        assertThat(judge("{'strict': true, 'min': {'accuracy': 0.89}}", null).passed()).isFalse();
        assertThat(judge("{'strict': true, 'min': {'accuracy': 0.88}}", null).passed()).isTrue();
    }

    @Test
    void ofLossesTheMostCounts() {
        assertThat(judge("{'min': {'log_loss': 0.3}}", null).passed()).isTrue();
        assertThat(judge("{'min': {'log_loss': 0.1}}", null).passed()).isFalse();
    }

    @Test
    void aMetricThatWasNotMeasuredIsNotReached() {
        assertThat(judge("{'min': {'auroc': 0.1}}", null).reasons()).singleElement()
                .asString()
                .contains("could not be measured");
    }

    @Test
    void aDifferenceThatChanceExplainsIsNoReason() {
        assertThat(judge(against(""), comparison(-0.004, -0.01, 0.002)).passed()).isTrue();
    }

    @Test
    void aDifferenceThatChanceDoesNotExplainIsOne() {
        Gate.Outcome outcome = judge(against(""), comparison(-0.02, -0.03, -0.01));
        assertThat(outcome.result()).isEqualTo(Result.MISSED);
        assertThat(outcome.reasons()).singleElement()
                .asString()
                .contains("accuracy is 0.8800 and that of version 3 (production) 0.9000 on the same 500 rows: -0.0200")
                .contains("95 % interval -0.0300 to -0.0100", "must not be worse by more than 0.0",
                        "McNemar p = 0.0100");
    }

    @Test
    void whatIsToleratedIsToleratedEvenForSure() {
        assertThat(judge(against(", 'tolerance': 0.03"), comparison(-0.02, -0.03, -0.01)).passed()).isTrue();
    }

    @Test
    void whoIsStrictWantsItShownThatNothingIsLost() {
        String strict = against(", 'strict': true, 'tolerance': 0.005");
        assertThat(judge(strict, comparison(0.001, -0.006, 0.008)).passed()).isFalse();
        assertThat(judge(strict, comparison(0.001, -0.004, 0.006)).passed()).isTrue();
    }

    @Test
    void aGainMustBeGreatEnoughAndNoChance() {
        String gain = against(", 'min_gain': 0.01");
        assertThat(judge(gain, comparison(0.02, 0.001, 0.04)).passed()).isTrue();
        assertThat(judge(gain, comparison(0.02, -0.001, 0.04)).passed()).isFalse();
        assertThat(judge(gain, comparison(0.005, 0.001, 0.009)).passed()).isFalse();
    }

    @Test
    void aLossThatFallsIsAGain() {
        Comparison comparison = compared(Map.of("log_loss", new Difference(0.2, 0.3, -0.1, -0.15, -0.05)));
        assertThat(judge(against(", 'metric': 'log_loss', 'min_gain': 0.05"), comparison).passed()).isTrue();
        Comparison worse = compared(Map.of("log_loss", new Difference(0.4, 0.3, 0.1, 0.05, 0.15)));
        assertThat(judge(against(", 'metric': 'log_loss'"), worse).passed()).isFalse();
    }

    @Test
    void aVersionThatCannotBeRunLeavesTheMatterOpen() {
        Gate.Outcome outcome = judge(against(""), Comparison.notRun(PRODUCTION, "it reads the column 'zip'"));
        assertThat(outcome).isEqualTo(new Gate.Outcome(Result.NOT_RUN,
                List.of("not compared with version 3 (production): it reads the column 'zip'")));
    }

    @Test
    void aLimitThatIsMissedIsToldAllTheSame() {
        Comparison open = Comparison.notRun(PRODUCTION, "it reads the column 'zip'");
        assertThat(judge(against(", 'min': {'accuracy': 0.95}"), open).result()).isEqualTo(Result.MISSED);
    }

    @Test
    void thereIsNothingToBeWorseThanAtFirst() {
        Comparison first = Comparison.withNobody(new Opponent("production", null, null));
        assertThat(judge(against(""), first).passed()).isTrue();
    }

    @Test
    void aSlowerNetworkIsHeldBack() {
        Comparison slow = comparison(0, 0, 0).with(new Latency(300, 200, 1.5, 1.4, 1.6));
        assertThat(judge(against(", 'max_latency_ratio': 1.2"), slow).reasons()).singleElement()
                .asString()
                .contains("median time per row (300 µs) over that of version 3 (production) (200 µs) is 1.5000")
                .contains("at most 1.2");
        assertThat(judge(against(", 'max_latency_ratio': 1.5"), slow).passed()).isTrue();
    }

    @Test
    void aGapBetweenSlicesIsHeldBackWhereTheyHaveRows() {
        String slices = "{'slices': [{'column': 'region', 'metric': 'accuracy', 'max_gap': %s}]}";
        assertThat(judge(slices.formatted("0.1"), null).reasons()).singleElement()
                .asString()
                .contains("gap of accuracy between the groups of region ('north' 0.7000, 'south' 0.9000) is 0.2000");
        assertThat(judge(slices.formatted("0.21"), null).passed()).isTrue();
    }

    private static String against(String more) {
        return "{'not_worse_than': 'production'" + more + "}";
    }

    private static Comparison comparison(double difference, double low, double high) {
        return compared(Map.of("accuracy", new Difference(0.9 + difference, 0.9, difference, low, high)));
    }

    private static Comparison compared(Map<String, Difference> differences) {
        return new Comparison("production", 3, null, 500, 0.95, differences, new Disagreement(5, 15, 0.01), null);
    }

    private static Gate.Outcome judge(String gate, @Nullable Comparison comparison) {
        Evaluation evaluation = new Evaluation(Map.of("test", Map.of("accuracy", 0.9, "log_loss", 0.2)), List.of(),
                List.of(group("north", 100, 0.7), group("south", 100, 0.9), group("pole", 3, 0.0)),
                Map.of("accuracy", new Range(0.88, 0.92)), List.of(), null, null);
        return Gate.judge(Specs.with("{\"gate\": %s}".formatted(gate.replace('\'', '"'))), evaluation, comparison);
    }

    @Test
    void aBaselineThatIsNotBeatenIsToldOf() {
        assertThat(besideNoChange("{}")).isEqualTo(new Gate.Outcome(Result.PASSED, List.of(
                "the accuracy 0.8950 of the baseline no_change is not beaten: the version has between 0.8800 and 0.9200")));
    }

    @Test
    void andSpeaksAgainstTheVersionWhereItMustBeBeaten() {
        assertThat(besideNoChange("{\"beats_baselines\": true}").result()).isEqualTo(Result.MISSED);
    }

    private static Gate.Outcome besideNoChange(String gate) {
        Baseline noChange = new Baseline("no_change", "accuracy", Map.of("accuracy", 0.895), false);
        Evaluation evaluation = new Evaluation(Map.of("test", Map.of("accuracy", 0.9)), List.of(), List.of(),
                Map.of("accuracy", new Range(0.88, 0.92)), List.of(noChange), null, null);
        return Gate.judge(Specs.with("{\"gate\": %s}".formatted(gate)), evaluation, null);
    }

    private static Group group(String value, long rows, double accuracy) {
        return new Group("region", value, rows, null, Map.of("accuracy", accuracy));
    }
}
