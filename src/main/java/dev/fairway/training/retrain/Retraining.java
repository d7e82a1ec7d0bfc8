package dev.fairway.training.retrain;

import dev.fairway.contract.Refusal;
import dev.fairway.dataset.Dataset;
import dev.fairway.registry.ModelName;
import dev.fairway.registry.Models;
import dev.fairway.registry.VersionId;
import dev.fairway.training.AlarmRaised;
import dev.fairway.training.TrainJob;
import dev.fairway.training.TrainJobs;
import dev.fairway.training.TrainSpec.DatasetReference;
import dev.fairway.training.request.ChosenDatasets;
import dev.fairway.training.retrain.Firing.Outcome;
import dev.fairway.training.retrain.StoredPolicies.Alarm;
import dev.fairway.training.retrain.StoredPolicies.Standing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Starts the jobs of policies whose triggers have come true.
 *
 * <p>Every replica looks. Who changes the policy's row from the revision that it has seen has the firing to itself, and
 * stores the job in the same transaction, so that a firing makes one job or, where the service dies in between, is still
 * due. An alarm of the monitor is noted and waits until nothing stands in its way. A schedule that was missed while no service ran is made good once, however often it was missed.
 */
@Component
class Retraining {

    private static final Duration DAY = Duration.ofDays(1);

    private final StoredPolicies stored;
    private final TrainJobs jobs;
    private final ChosenDatasets datasets;
    private final Models models;
    private final TransactionOperations transactions;
    private final Clock clock;

    Retraining(
            StoredPolicies stored,
            TrainJobs jobs,
            ChosenDatasets datasets,
            Models models,
            TransactionOperations transactions,
            Clock clock) {
        this.stored = stored;
        this.jobs = jobs;
        this.datasets = datasets;
        this.models = models;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Starts what is due now. */
    void look() {
        stored.enabled().forEach(this::look);
    }

    private void look(Standing standing) {
        Instant now = clock.instant();
        if (standing.nextAt() != null && !standing.nextAt().isAfter(now)) {
            String due = "due at " + standing.nextAt();
            Optional<String> obstacle = obstacle(standing, now);
            if (obstacle.isPresent()) {
                settle(standing, new Firing(now, "schedule", Outcome.SKIPPED, null, due + "; " + obstacle.get()));
            } else {
                fire(standing, now, "schedule", due);
            }
            return;
        }
        if (standing.alarm() != null) {
            look(standing, standing.alarm(), now);
            return;
        }
        // Data that have grown stay so: what stands in the way passes.
        standing.policy()
                .growth()
                .flatMap(least -> growth(standing.model(), least))
                .filter(_ -> obstacle(standing, now).isEmpty())
                .ifPresent(growth -> fire(standing, now, "data", growth));
    }

    /** An alarm waits until nothing stands in its way, unless another version is in production by then. */
    private void look(Standing standing, Alarm alarm, Instant now) {
        int production = models.alias(standing.model(), Models.PRODUCTION).map(VersionId::number).orElse(0);
        if (alarm.version() != production) {
            settle(standing, new Firing(now, alarm.cause(), Outcome.SKIPPED, null,
                    "%s; version %d is not in production any more".formatted(alarm.reason(), alarm.version())));
        } else if (obstacle(standing, now).isEmpty()) {
            fire(standing, now, alarm.cause(), alarm.reason());
        }
    }

    @EventListener
    void on(AlarmRaised alarm) {
        stored.find(alarm.version().model())
                .filter(standing -> standing.policy().heeds(alarm.on(), alarm.subject()))
                .ifPresent(standing -> transactions.executeWithoutResult(_ -> stored.alarm(standing.model(),
                        new Alarm(alarm.on(), alarm.version().number(), alarm.reason()))));
    }

    private Optional<String> obstacle(Standing standing, Instant now) {
        ModelName model = standing.model();
        Instant soonest = stored.lastTried(model).map(at -> at.plus(standing.policy().cooldown())).orElse(now);
        if (soonest.isAfter(now)) {
            return Optional.of("cooldown until " + soonest);
        }
        if (stored.started(model, now.minus(DAY)) >= standing.policy().maxPerDay()) {
            return Optional.of("max_per_day reached: %d jobs within 24 hours".formatted(standing.policy().maxPerDay()));
        }
        return jobs.newest(model)
                .filter(job -> !job.state().isEnd())
                .map(job -> "job %s is still at work".formatted(job.id()));
    }

    /** What has grown since the newest job of the model, whatever became of that. */
    private Optional<String> growth(ModelName model, long least) {
        return jobs.newest(model).flatMap(job -> growth(job.spec().dataset(), least));
    }

    private Optional<String> growth(DatasetReference learnt, long least) {
        Dataset newest = datasets.find(new DatasetReference(null, learnt.name(), null));
        if (newest == null || learnt.version() == null || newest.version() <= learnt.version()) {
            return Optional.empty();
        }
        Dataset before = datasets.find(learnt);
        long rows = newest.rows() - (before == null ? 0 : before.rows());
        return rows < least ? Optional.empty()
                : Optional.of("data set %s has version %d with %d more rows".formatted(newest.name(), newest.version(),
                        rows));
    }

    private void fire(Standing standing, Instant now, String on, String why) {
        try {
            transactions.executeWithoutResult(_ -> {
                if (claim(standing, now, true)) {
                    TrainJob job = jobs.submit(jobs.repeated(standing.model(), standing.policy().job()), null);
                    stored.keep(standing.model(), new Firing(now, on, Outcome.STARTED, job.id(), why));
                }
            });
        } catch (Refusal e) {
            // That the service starts or stops passes; then another look, or another replica, is in time.
            if (e.kind() != Refusal.Kind.NOT_READY) {
                settle(standing, new Firing(now, on, Outcome.REFUSED, null, why + "; " + e.getMessage()));
            }
        }
    }

    private void settle(Standing standing, Firing firing) {
        transactions.executeWithoutResult(_ -> {
            if (claim(standing, firing.at(), !firing.on().equals("schedule"))) {
                stored.keep(standing.model(), firing);
            }
        });
    }

    private boolean claim(Standing standing, Instant now, boolean settles) {
        return stored.claim(standing, nextAt(standing, now), settles);
    }

    private static @Nullable Instant nextAt(Standing standing, Instant now) {
        return standing.policy().next(standing.since(), now).orElse(null);
    }
}
