package dev.fairway.training.search;

import dev.fairway.training.search.Standing.State;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Decides which trial gets the next free place: the asynchronous successive halving of Li et al. 2020 (A System for
 * Massively Parallel Hyperparameter Tuning, arXiv:1810.05934, algorithm 2, {@code get_job}).
 *
 * <p>A rung has the results of all trials that came to its end. Whoever is among the best {@code 1/η} of these and was
 * not promoted yet is sent on, from the highest rung first; if there is nobody, a new trial is begun. Nothing waits for a
 * rung to fill.
 *
 * <p>The paper's stream of new trials never ends; ours does. When nothing is left to begin or to promote and nobody has
 * come to the end of the way, as with fewer trials than {@code η}, the best of the highest rung goes on, so that a search
 * ends with a whole training. A plan without halving has one leg, and this begins one trial after the other.
 */
public final class Asha {

    private final SearchPlan plan;
    private final List<Standing> trials;

    public Asha(SearchPlan plan, List<Standing> trials) {
        this.plan = plan;
        this.trials = List.copyOf(trials);
    }

    public Step next() {
        return promotable().<Step>map(Asha::promote).or(this::beginnable).or(this::running).orElseGet(this::last);
    }

    private Optional<Standing> promotable() {
        SearchPlan.Halving halving = plan.halving();
        if (halving == null) {
            return Optional.empty();
        }
        for (int rung = plan.legs() - 2; rung >= 0; rung--) {
            List<Standing> ranked = ranked(rung);
            Optional<Standing> best = ranked.stream()
                    .limit(ranked.size() / halving.reductionFactor())
                    .filter(trial -> rests(trial) && trial.value() != null)
                    .filter(onRung(rung))
                    .findFirst();
            if (best.isPresent()) {
                return best;
            }
        }
        return Optional.empty();
    }

    private static Predicate<Standing> onRung(int rung) {
        return trial -> trial.rung() == rung;
    }

    /** The trials that came to the end of a rung, the best first; of equals the one that was begun first. */
    private List<Standing> ranked(int rung) {
        return trials.stream()
                .filter(trial -> trial.results().size() > rung)
                .sorted(Comparator.comparing((Standing trial) -> result(trial, rung), plan.mode().bestFirst())
                        .thenComparingInt(Standing::number))
                .toList();
    }

    private static @Nullable Double result(Standing trial, int rung) {
        return trial.results().get(rung);
    }

    private Optional<Step> beginnable() {
        return trials.stream()
                .filter(trial -> trial.state() == State.WAITING)
                .min(Comparator.comparingInt(Standing::number))
                .map(trial -> new Step.Begin(trial.number()));
    }

    private Optional<Step> running() {
        return trials.stream().anyMatch(trial -> trial.state() == State.RUNNING) ? Optional.of(new Step.Wait())
                : Optional.empty();
    }

    private Step last() {
        boolean anyWhole = trials.stream().anyMatch(trial -> trial.state() == State.OVER && trial.value() != null);
        if (anyWhole) {
            return new Step.Done();
        }
        return trials.stream()
                .filter(trial -> rests(trial) && trial.value() != null)
                .min(Comparator.comparing(Standing::rung, Comparator.reverseOrder())
                        .thenComparing(Standing::value, plan.mode().bestFirst())
                        .thenComparingInt(Standing::number))
                .<Step>map(Asha::promote)
                .orElseGet(Step.Done::new);
    }

    private static boolean rests(Standing trial) {
        return trial.state() == State.RESTING;
    }

    private static Step promote(Standing trial) {
        return new Step.Promote(trial.number(), trial.rung() + 1);
    }
}
