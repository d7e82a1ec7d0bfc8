package dev.fairway.training.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.training.search.SearchPlan.Halving;
import dev.fairway.training.search.SearchPlan.Method;
import dev.fairway.training.search.SearchPlan.Mode;
import dev.fairway.training.search.Standing.State;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class AshaTests {

    @Test
    void rungsAreCountedDownFromTheWholeTraining() {
        assertThat(new Halving(1, 9, 3).rungs()).containsExactly(1, 3, 9);
        assertThat(new Halving(1, 20, 4).rungs()).containsExactly(1, 5, 20);
        assertThat(new Halving(4, 20, 4).rungs()).containsExactly(5, 20);
        assertThat(new Halving(1, 1, 4).rungs()).containsExactly(1);
    }

    @Test
    void theBestThirdOfARungIsPromotedBeforeANewTrialIsBegun() {
        assertThat(next(resting(1, 0.1), resting(2, 0.3), resting(3, 0.2), waiting(4)))
                .isEqualTo(new Step.Promote(2, 1));
        assertThat(next(resting(1, 0.1), resting(2, 0.3), waiting(3))).isEqualTo(new Step.Begin(3));
    }

    @Test
    void whoWasPromotedStillCountsInTheRungBelow() {
        assertThat(next(running(1, 0.9), resting(2, 0.3), resting(3, 0.2), waiting(4))).isEqualTo(new Step.Begin(4));
    }

    @Test
    void theHighestRungIsLookedAtFirst() {
        assertThat(next(resting(1, 0.5, 0.6), resting(2, 0.5, 0.7), resting(3, 0.5, 0.8), resting(4, 0.9),
                resting(5, 0.1), resting(6, 0.1))).isEqualTo(new Step.Promote(3, 2));
    }

    @Test
    void nothingIsDecidedWhileATrialRunsThatCouldChangeIt() {
        assertThat(next(resting(1, 0.5), running(2))).isEqualTo(new Step.Wait());
    }

    @Test
    void aSearchOfFewTrialsEndsWithAWholeTraining() {
        assertThat(next(resting(1, 0.5), resting(2, 0.6))).isEqualTo(new Step.Promote(2, 1));
        assertThat(next(resting(1, 0.5), resting(2, 0.6, 0.7))).isEqualTo(new Step.Promote(2, 2));
        assertThat(next(resting(1, 0.5), over(2, 0.6, 0.7, 0.8))).isEqualTo(new Step.Done());
    }

    @Test
    void aTrialThatStoppedByItselfCountsAndIsNotPromoted() {
        assertThat(next(over(1, 0.9), resting(2, 0.5), resting(3, 0.4))).isEqualTo(new Step.Done());
    }

    @Test
    void aTrialWithoutAValueIsNeverPromoted() {
        assertThat(next(lost(1), lost(2), lost(3))).isEqualTo(new Step.Done());
    }

    private static Step next(Standing... trials) {
        return new Asha(new SearchPlan(Method.ASHA, trials.length, 1, "validation_accuracy", Mode.MAX, 0, null, null,
                new Halving(1, 9, 3), List.of()), List.of(trials)).next();
    }

    private static Standing waiting(int number) {
        return new Standing(number, State.WAITING, -1, List.of());
    }

    private static Standing running(int number, Double... results) {
        return new Standing(number, State.RUNNING, results.length, Arrays.asList(results));
    }

    private static Standing resting(int number, Double... results) {
        return new Standing(number, State.RESTING, results.length - 1, Arrays.asList(results));
    }

    private static Standing lost(int number) {
        return new Standing(number, State.RESTING, 0, Collections.singletonList(null));
    }

    private static Standing over(int number, Double... results) {
        return new Standing(number, State.OVER, results.length - 1, Arrays.asList(results));
    }
}
