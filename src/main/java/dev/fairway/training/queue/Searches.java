package dev.fairway.training.queue;

import dev.fairway.training.Failure;
import dev.fairway.training.JobState;
import dev.fairway.training.StopReason;
import dev.fairway.training.TrainJob;
import dev.fairway.training.TrialTable;
import dev.fairway.training.WorkerEvent;
import dev.fairway.training.queue.StoredTrials.Trial;
import dev.fairway.training.search.Asha;
import dev.fairway.training.search.Importance;
import dev.fairway.training.search.SearchPlan;
import dev.fairway.training.search.Standing;
import dev.fairway.training.search.Step;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Leads the trials of searches.
 *
 * <p>A search is a job without a worker of its own, until its best trial is known: that one's checkpoint is then
 * evaluated on the test rows, the only time in the whole search, and becomes the version of the search. A trial is a job
 * like any other that goes a leg at a time.
 *
 * <p>All that a search knows is in the database, and {@link #advance} makes of it what is to be done next, whoever calls
 * it and however often. It is called whenever a trial comes to rest or to its end, before the trial leaves the queue; so
 * a service that dies meanwhile finds the trial in the queue again, and calls it then.
 */
@Component
class Searches {

    private final StoredJobs jobs;
    private final StoredTrials trials;
    private final Interventions interventions;
    private final Tickets tickets;
    private final TransactionOperations transactions;
    private final TrainingProperties properties;
    private final Clock clock;

    Searches(
            StoredJobs jobs,
            StoredTrials trials,
            Interventions interventions,
            Tickets tickets,
            TransactionOperations transactions,
            TrainingProperties properties,
            Clock clock) {
        this.jobs = jobs;
        this.trials = trials;
        this.interventions = interventions;
        this.tickets = tickets;
        this.transactions = transactions;
        this.properties = properties;
        this.clock = clock;
    }

    /** A search and its trials have been stored. */
    void begin(String search, SearchPlan plan) {
        jobs.entered(search, JobState.TRAINING,
                "%d trials by %s%s".formatted(trials.of(search).size(), plan.method().word(), plan.rungs().isEmpty()
                        ? ""
                        : ", compared after %s epochs".formatted(plan.rungs().toString().replaceAll("[\\[\\]]", ""))));
        advance(search);
    }

    /** A trial has come to the end of its leg. */
    void rested(TrainJob job, WorkerEvent.Rested rested) {
        Trial trial = trials.find(job.id()).orElseThrow();
        SearchPlan plan = trials.plan(trial.search()).orElseThrow();
        Double value = value(job, plan);
        String message = "%s is %s after epoch %d".formatted(plan.metric(), written(value), rested.epoch());
        StopReason reason = rested.reason();
        transactions.executeWithoutResult(_ -> {
            trials.reached(trial, new TrialTable.Result(rested.epoch(), value));
            if (reason == null) {
                jobs.rested(job.id(), StopReason.PRUNED, message + "; goes on if it is among the best");
            } else {
                jobs.ended(job.id(), Ending.succeeded(reason, message));
            }
        });
        jobs.logged(trial.search(), "info", "trial %d: %s".formatted(trial.number(), message));
    }

    /** The metric after the best epoch, whose weights a version of the trial would have. */
    private static @Nullable Double value(TrainJob job, SearchPlan plan) {
        return Optional.ofNullable(job.best())
                .map(best -> best.metrics().get(plan.metric()))
                .filter(Double::isFinite)
                .orElse(null);
    }

    /** Does what is to be done next, until there is nothing to do before a trial comes to its end. */
    void advance(String search) {
        transactions.executeWithoutResult(_ -> {
            while (trials.lock(search)) {
                if (jobs.cancelRequested(search)) {
                    interventions.cancel(search);
                } else if (!step(search, trials.plan(search).orElseThrow(), trials.of(search))) {
                    return;
                }
            }
        });
    }

    /** One step; false when the next one has to wait. */
    private boolean step(String search, SearchPlan plan, List<Trial> all) {
        if (isOutOfTime(search, plan)) {
            return conclude(search, plan, all);
        }
        List<Trial> failed = all.stream().filter(trial -> trial.state() == JobState.FAILED).toList();
        if (failed.size() > plan.maxFailedTrials()) {
            fail(search, all, failed,
                    "%d of %d trials failed, and %d may".formatted(failed.size(), all.size(), plan.maxFailedTrials()));
            return true;
        }
        List<Standing> standings = all.stream().map(Trial::standing).toList();
        return switch (new Asha(plan, standings).next()) {
            case Step.Begin(int number) -> send(plan, all, number, 0);
            case Step.Promote(int number, int rung) -> send(plan, all, number, rung);
            case Step.Wait _ -> false;
            case Step.Done _ -> {
                conclude(search, plan, all, failed);
                yield true;
            }
        };
    }

    private boolean isOutOfTime(String search, SearchPlan plan) {
        Duration timeout = plan.timeout();
        return timeout != null
                && trials.begun(search).filter(begun -> clock.instant().isAfter(begun.plus(timeout))).isPresent();
    }

    /** Ends a search whose time is over: with the best trial so far, once those that run have ended. */
    private boolean conclude(String search, SearchPlan plan, List<Trial> all) {
        List<Trial> running = all.stream().filter(t -> t.standing().state() == Standing.State.RUNNING).toList();
        for (Trial trial : running) {
            if (!jobs.cancelRequested(trial.job())) {
                jobs.logged(search, "info", "trial %d is stopped: the search's time of %s is over"
                        .formatted(trial.number(), plan.timeout()));
                interventions.cancel(trial.job());
            }
        }
        if (running.isEmpty()) {
            conclude(search, plan, all, List.of());
        }
        return running.isEmpty();
    }

    /** Ends the searches whose time is over. */
    void expire() {
        for (String search : trials.underWay()) {
            if (trials.plan(search).filter(plan -> isOutOfTime(search, plan)).isPresent()) {
                advance(search);
            }
        }
    }

    private boolean send(SearchPlan plan, List<Trial> all, int number, int rung) {
        long running = all.stream().filter(t -> t.standing().state() == Standing.State.RUNNING).count();
        // Trials that learn nothing from each other may all wait for their slot; a rung is better decided late.
        int most = plan.parallel() != null ? plan.parallel()
                : plan.halving() == null ? Integer.MAX_VALUE : properties.slots();
        if (running >= most) {
            return false;
        }
        Trial trial = all.stream().filter(t -> t.number() == number).findFirst().orElseThrow();
        trials.sent(trial.job(), rung);
        interventions.release(trial.job(), rung == 0 ? "begun" : "promoted to rung %d".formatted(rung + 1));
        if (rung > 0) {
            jobs.logged(trial.search(), "info", "trial %d is promoted to rung %d".formatted(number, rung + 1));
        }
        return true;
    }

    private void conclude(String search, SearchPlan plan, List<Trial> all, List<Trial> failed) {
        Optional<Trial> best = StoredTrials.ranked(plan, all).stream().findFirst();
        if (best.isEmpty()) {
            fail(search, all, failed, "no trial came to a value of %s%s".formatted(plan.metric(),
                    isOutOfTime(search, plan) ? " in the search's time of " + plan.timeout() : ""));
            return;
        }
        Trial winner = best.get();
        for (Trial trial : all) {
            if (!trial.state().isEnd()) {
                jobs.ended(trial.job(), Ending.succeeded(StopReason.PRUNED,
                        trial.rung() < 0 ? "the search's time was over" : "other trials were better"));
            }
        }
        jobs.logged(search, "info",
                "trial %d is the best: %s is %s".formatted(winner.number(), plan.metric(), written(winner.value())));
        trials.choose(search, winner.job());
        tickets.add(search);
    }

    private void fail(String search, List<Trial> all, List<Trial> failed, String what) {
        all.stream().filter(trial -> !trial.state().isEnd()).forEach(trial -> interventions.cancel(trial.job()));
        Failure last = failed.isEmpty() ? null : failed.getLast().failure();
        jobs.ended(search, Ending.failed(new Failure(last == null ? Failure.Code.INTERNAL : last.code(),
                JobState.TRAINING, last == null ? what : what + "; the last: " + last.message(),
                last == null ? "look at the trials of the search" : last.hint(), last == null ? null : last.column())));
    }

    /** Lets a paused search go on, with the trials that were under way. Gives false for one that is not paused. */
    boolean resume(String search) {
        if (trials.chosen(search).isPresent()) {
            return interventions.resume(search);
        }
        if (!jobs.unpaused(search)) {
            return false;
        }
        for (Trial trial : trials.of(search)) {
            if (trial.standing().state() == Standing.State.RUNNING) {
                interventions.resume(trial.job());
            }
        }
        advance(search);
        return true;
    }

    /** What a search has found so far. */
    Optional<TrialTable> table(String search) {
        return trials.plan(search).map(plan -> table(search, plan, trials.of(search)));
    }

    private static TrialTable table(String search, SearchPlan plan, List<Trial> all) {
        Map<String, Integer> ranks = new HashMap<>();
        StoredTrials.ranked(plan, all).forEach(trial -> ranks.put(trial.job(), ranks.size() + 1));
        Importance importance = new Importance(plan);
        all.forEach(trial -> importance.add(trial.params(), trial.standing()));
        return new TrialTable(search, plan.method().word(), plan.metric(), plan.mode().word(), plan.rungs(),
                all.stream()
                        .map(t -> new TrialTable.Trial(t.job(), t.number(), t.state(), t.reason(), t.params(),
                                ranks.get(t.job()), t.epochs(), t.value(), t.results(), t.failure()))
                        .toList(),
                null, importance.measured());
    }

    private static String written(@Nullable Double value) {
        return value == null ? "no number" : String.format(Locale.ROOT, "%.4f", Objects.requireNonNull(value));
    }
}
