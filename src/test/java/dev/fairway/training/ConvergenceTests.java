package dev.fairway.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.training.Convergence.Verdict;
import dev.fairway.training.TrainJob.Epoch;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConvergenceTests {

    @Test
    void fewEpochsShowNothing() {
        assertThat(Convergence.of(history(3, e -> 1.0 / e, e -> 1.0 / e))).isEmpty();
    }

    @Test
    void aLossThatFallsStillImproves() {
        Convergence told = told(history(10, e -> 1 - 0.05 * e, e -> 1 - 0.05 * e));
        assertThat(told.verdict()).isEqualTo(Verdict.STILL_IMPROVING);
        assertThat(told.reason())
                .isEqualTo("validation_loss fell by 0.0750 over the newest 3 epochs; more epochs would help");
    }

    @Test
    void aLossThatHasSettledHasConverged() {
        Random random = new Random(1);
        Convergence told = told(history(30, e -> 0.3 + Math.exp(-e / 2.0),
                e -> 0.4 + Math.exp(-e / 2.0) + 0.002 * random.nextGaussian()));
        assertThat(told.verdict()).isEqualTo(Verdict.CONVERGED);
        assertThat(told.epoch()).isBetween(7, 14);
    }

    @Test
    void aLossThatRisesWhileTheOtherFallsOverfitsFromThere() {
        Convergence told = told(history(20, e -> 1.0 / e, e -> 0.4 + Math.pow(e - 8, 2) / 200));
        assertThat(told.verdict()).isEqualTo(Verdict.OVERFITTING);
        assertThat(told.epoch()).isEqualTo(9);
        assertThat(told.bestEpoch()).isEqualTo(8);
        assertThat(told.best()).isEqualTo(0.4);
    }

    @Test
    void noiseAroundALevelIsNoOverfitting() {
        Random random = new Random(2);
        assertThat(told(history(30, e -> 1.0 / e, _ -> 0.4 + 0.02 * random.nextGaussian())).verdict())
                .isEqualTo(Verdict.CONVERGED);
    }

    @Test
    void bothLossesRisingIsNoOverfitting() {
        assertThat(told(history(12, e -> 0.1 * e, e -> 0.2 * e)).verdict()).isNotEqualTo(Verdict.OVERFITTING);
    }

    @Test
    void withoutValidationTheTrainingLossIsLookedAt() {
        List<Epoch> history = IntStream.rangeClosed(1, 10)
                .mapToObj(e -> new Epoch(e, 0.1, 1, true, Map.of("train_loss", 2.0 - 0.1 * e)))
                .toList();
        assertThat(told(history).loss()).isEqualTo("train_loss");
    }

    private static Convergence told(List<Epoch> history) {
        return Convergence.of(history).orElseThrow();
    }

    private static List<Epoch> history(int epochs, IntToDoubleFunction train, IntToDoubleFunction validation) {
        return IntStream.rangeClosed(1, epochs)
                .mapToObj(e -> new Epoch(e, 0.1, 1, false,
                        Map.of("train_loss", train.applyAsDouble(e), "validation_loss", validation.applyAsDouble(e))))
                .toList();
    }
}
