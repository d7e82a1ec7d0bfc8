package dev.fairway.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class AnomalyScoresTests {

    private static final boolean[] TRUTH = {false, false, true, true};
    private static final double[] SCORES = {0.1, 0.4, 0.35, 0.8};

    @Test
    void areasAreThoseOfThePublishedExample() {
        Map<String, Double> scores = AnomalyScores.of(TRUTH, SCORES, 0.5);
        assertThat(scores.get("auroc")).isEqualTo(0.75);
        assertThat(scores.get("auprc")).isCloseTo(5.0 / 6, within(1e-12));
    }

    @Test
    void whatIsAboveTheThresholdIsFound() {
        assertThat(AnomalyScores.of(TRUTH, SCORES, 0.38)).containsEntry("precision", 0.5)
                .containsEntry("recall", 0.5)
                .containsEntry("f1", 0.5)
                .containsEntry("anomalies", 0.5);
    }

    @Test
    void normalRowsAloneHaveNoArea() {
        assertThat(AnomalyScores.of(new boolean[4], SCORES, 0.5)).doesNotContainKeys("auroc", "auprc");
    }

    @Test
    void equalScoresAreFoundTogether() {
        assertThat(AnomalyScores.of(TRUTH, new double[]{1, 1, 1, 1}, 0.5).get("auprc")).isEqualTo(0.5);
    }

    @Test
    void ofUnknownRowsThereIsTheShareOnly() {
        assertThat(AnomalyScores.of(SCORES, 0.5)).containsOnlyKeys("anomalies").containsEntry("anomalies", 0.25);
    }
}
