package dev.fairway.training.retrain;

import dev.fairway.contract.Refusal;
import dev.fairway.contract.Refusal.FieldError;
import dev.fairway.registry.ModelName;
import dev.fairway.training.TrainJobs;
import dev.fairway.training.request.RequestedPolicy;
import dev.fairway.training.spec.RetrainPolicy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

/** When models are trained again by themselves. */
@Service
public class RetrainPolicies {

    private static final int SHOWN = 10;

    private final StoredPolicies stored;
    private final TrainJobs jobs;
    private final TransactionOperations transactions;
    private final Clock clock;

    RetrainPolicies(StoredPolicies stored, TrainJobs jobs, TransactionOperations transactions, Clock clock) {
        this.stored = stored;
        this.jobs = jobs;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * A policy and what came of it.
     *
     * @param nextAt when the schedule is due; null without any
     * @param startedToday jobs of the last 24 hours
     * @param firings the newest first, ten at most
     */
    public record Known(RetrainPolicy policy, @Nullable Instant nextAt, int startedToday, List<Firing> firings) {}

    public Optional<Known> find(ModelName model) {
        return stored.find(model)
                .map(standing -> new Known(standing.policy(), standing.policy().enabled() ? standing.nextAt() : null,
                        stored.started(model, clock.instant().minus(Duration.ofDays(1))),
                        stored.firings(model, SHOWN)));
    }

    /** @throws Refusal that names everything that is wrong with the policy, or with the job that it would start */
    public Known put(ModelName model, JsonNode body) {
        RetrainPolicy policy = new RequestedPolicy(body).read();
        if (policy.enabled()) {
            checkJob(model, policy);
        }
        Instant now = clock.instant();
        transactions.executeWithoutResult(_ -> stored.put(model, policy, now, policy.next(now, now).orElse(null)));
        return find(model).orElseThrow();
    }

    private void checkJob(ModelName model, RetrainPolicy policy) {
        try {
            jobs.requireValid(jobs.repeated(model, policy.job()));
        } catch (Refusal e) {
            throw e.kind() != Refusal.Kind.INVALID ? e
                    : Refusal.invalid(e.errors()
                            .stream()
                            .map(error -> new FieldError("job." + error.field(), error.message()))
                            .toList());
        }
    }

    /** False where there was none. */
    public boolean remove(ModelName model) {
        return Boolean.TRUE.equals(transactions.execute(_ -> stored.remove(model)));
    }
}
