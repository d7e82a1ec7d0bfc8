package dev.fairway.training.queue;

import dev.fairway.registry.ModelVersion;
import dev.fairway.registry.Models;
import dev.fairway.training.CandidateTrained;
import dev.fairway.training.TrainJob;
import dev.fairway.training.TrainJob.Verdict;
import dev.fairway.training.TrainJob.Verdict.Decision;
import dev.fairway.training.TrainSpec;
import dev.fairway.training.gate.Comparison;
import dev.fairway.training.gate.Gate;
import dev.fairway.training.gate.Opponent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Makes a version of what a worker left: registers it, has the gate judge it, sets the alias.
 *
 * <p>The service may die between any two of these steps, and then all are done again. Each is therefore harmless to
 * repeat: a version is found by the job that made it, and the decision is stored before it is acted on, so that a model
 * that meanwhile has a production version does not change it.
 */
@Component
class Publication {

    private final Models models;
    private final StoredJobs jobs;
    private final ApplicationEventPublisher events;

    Publication(Models models, StoredJobs jobs, ApplicationEventPublisher events) {
        this.models = models;
        this.jobs = jobs;
        this.events = events;
    }

    /** Tells a job's next worker whom its version will be held against. */
    void announce(TrainJob job, Path folder) throws IOException {
        Opponent.announce(job.spec(), models, folder);
    }

    /** @throws dev.fairway.contract.Refusal when the folder is not a whole version */
    void publish(TrainJob job, Path folder) {
        ModelVersion version = made(job).orElseGet(() -> models.register(job.spec().model(), folder));
        Verdict verdict = job.gate();
        if (verdict == null) {
            verdict = judge(job, version);
        }
        String alias = jobs.alias(job.id()).orElse(null);
        if (alias != null && !models.alias(job.spec().model(), alias).equals(Optional.of(version.id()))) {
            models.point(alias, version.id());
        }
        events.publishEvent(new CandidateTrained(job.id(), version.id(), verdict));
    }

    private Optional<ModelVersion> made(TrainJob job) {
        return models.find(job.spec().model())
                .stream()
                .flatMap(m -> m.versions().stream())
                .filter(v -> v.manifest().source().id().equals(job.id()))
                .findFirst();
    }

    private Verdict judge(TrainJob job, ModelVersion version) {
        Gate.Outcome outcome = Gate.judge(job.spec(), version.folder().evaluation(),
                Comparison.of(version.folder()).orElse(null));
        String alias = outcome.passed() ? alias(job.spec()) : null;
        Verdict verdict = new Verdict(decision(outcome, alias), reasons(outcome, alias));
        jobs.judged(job.id(), version.id().number(), verdict, alias);
        return verdict;
    }

    private String alias(TrainSpec spec) {
        String wanted = spec.onSuccess();
        if (wanted != null) {
            return wanted;
        }
        return models.alias(spec.model(), Models.PRODUCTION).isPresent() ? Models.CANDIDATE : Models.PRODUCTION;
    }

    private static Decision decision(Gate.Outcome outcome, @Nullable String alias) {
        if (alias == null) {
            return outcome.result() == Gate.Result.NOT_RUN ? Decision.NOT_RUN : Decision.REJECTED;
        }
        return alias.equals(Models.PRODUCTION) ? Decision.PROMOTED : Decision.CANDIDATE;
    }

    private static List<String> reasons(Gate.Outcome outcome, @Nullable String alias) {
        return alias == null ? outcome.reasons()
                : java.util.stream.Stream
                        .concat(outcome.reasons().stream(),
                                java.util.stream.Stream.of("alias '%s' set".formatted(alias)))
                        .toList();
    }
}
