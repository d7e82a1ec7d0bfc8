package dev.fairway.training.djl.optimise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fairway.training.Specs;
import java.util.List;
import org.junit.jupiter.api.Test;

/** 100 steps, 10 to an epoch, from a learning rate of 0.1. */
class LearningRatesTests {

    @Test
    void theWarmUpRisesInALine() {
        LearningRates rates = rates("\"constant\"", 4);
        assertThat(rates.at(0, 0)).isCloseTo(0.025, within(1e-12));
        assertThat(rates.at(1, 0)).isCloseTo(0.05, within(1e-12));
        assertThat(rates.at(4, 0)).isEqualTo(0.1);
    }

    @Test
    void aWarmUpTakesAtMostHalfOfAllSteps() {
        assertThat(rates("\"constant\"", 1000).at(50, 0)).isEqualTo(0.1);
    }

    @Test
    void aCosineIsHalfWayDownInTheMiddle() {
        LearningRates rates = rates("\"cosine\"", 0);
        assertThat(rates.at(25, 0)).isCloseTo(0.1 * (1 + Math.sqrt(0.5)) / 2, within(1e-12));
        assertThat(rates.at(50, 0)).isCloseTo(0.05, within(1e-12));
        assertThat(rates.at(100, 0)).isCloseTo(0, within(1e-12));
    }

    @Test
    void stepsGoDownEveryFewEpochs() {
        LearningRates rates = rates("{\"type\": \"step\", \"every\": 3, \"factor\": 0.5}", 0);
        assertThat(rates.at(29, 0)).isEqualTo(0.1);
        assertThat(rates.at(30, 0)).isEqualTo(0.05);
        assertThat(rates.at(60, 0)).isEqualTo(0.025);
    }

    @Test
    void plateausGoDownEachTimeTheMetricStandsStill() {
        LearningRates rates = rates("{\"type\": \"plateau\", \"patience\": 2, \"factor\": 0.1}", 0);
        assertThat(rates.at(99, 0)).isEqualTo(0.1);
        assertThat(rates.at(99, 2)).isCloseTo(0.001, within(1e-12));
    }

    @Test
    void aPlateauIsSoManyEpochsWithoutABetterOne() {
        Plateaus plateaus = new Plateaus(2, true);
        assertThat(plateaus.count(List.of(3.0, 2.0, 2.5, 1.9, 2.0))).isZero();
        assertThat(plateaus.count(List.of(3.0, 3.0, 3.1, 3.2, 3.3))).isEqualTo(2);
        assertThat(new Plateaus(2, false).count(List.of(0.8, 0.9, 0.9, 0.9))).isEqualTo(1);
    }

    private static LearningRates rates(String schedule, int warmup) {
        return new LearningRates(
                Specs.with("{\"optimizer\": {\"learning_rate\": 0.1, \"schedule\": %s, \"warmup_steps\": %d}}"
                        .formatted(schedule, warmup)).optimizer(),
                100, 10);
    }
}
