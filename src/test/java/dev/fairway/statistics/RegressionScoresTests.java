package dev.fairway.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RegressionScoresTests {

    @Test
    void scoresTheScikitLearnExample() {
        Map<String, Double> scores = RegressionScores.of(new double[]{3, -0.5, 2, 7}, new double[]{2.5, 0.0, 2, 8});
        assertThat(scores).containsOnlyKeys("rmse", "mae", "r2");
        assertThat(scores.get("rmse")).isCloseTo(Math.sqrt(0.375), within(1e-12));
        assertThat(scores.get("mae")).isEqualTo(0.5);
        assertThat(scores.get("r2")).isCloseTo(0.9486081370449679, within(1e-12));
    }

    @Test
    void theMeanExplainsNothing() {
        assertThat(RegressionScores.of(new double[]{1, 2, 3}, new double[]{2, 2, 2}).get("r2")).isZero();
    }

    @Test
    void worseThanTheMeanIsBelowZero() {
        assertThat(RegressionScores.of(new double[]{1, 2, 3}, new double[]{3, 2, 1}).get("r2")).isEqualTo(-3);
    }

    @Test
    void aConstantTruthHasNoVarianceToExplain() {
        assertThat(RegressionScores.of(new double[]{5, 5}, new double[]{5, 6})).containsOnlyKeys("rmse", "mae");
    }

    @Test
    void whatDoesNotFitIsRefused() {
        refused(new double[0], new double[0]);
        refused(new double[]{1}, new double[]{1, 2});
        refused(new double[]{Double.NaN}, new double[]{1});
        refused(new double[]{1}, new double[]{Double.POSITIVE_INFINITY});
    }

    private static void refused(double[] truth, double[] predicted) {
        assertThatIllegalArgumentException().isThrownBy(() -> RegressionScores.of(truth, predicted));
    }
}
