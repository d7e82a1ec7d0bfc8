package dev.fairway.training.queue;

import dev.fairway.contract.Page;
import dev.fairway.dataset.QualityReport;
import dev.fairway.registry.ModelName;
import dev.fairway.registry.VersionFolder;
import dev.fairway.registry.VersionId;
import dev.fairway.training.JobState;
import dev.fairway.training.StopReason;
import dev.fairway.training.TrainJob;
import dev.fairway.training.TrainJob.Transition;
import dev.fairway.training.TrainJob.Verdict;
import dev.fairway.training.TrainJobEnded;
import dev.fairway.training.TrainSpec;
import dev.fairway.training.WorkerEvent;
import dev.fairway.training.request.TrainRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

/**
 * The train jobs in the database. A job is a row, and what happened to it is entries of a log that its states and epochs
 * are read from. Each change locks the row first, so that the entries of one job have the order in which they became
 * visible, and leaves a job alone that has ended.
 */
@Component
class StoredJobs {

    private final JdbcClient jdbc;
    private final JobLog log;
    private final JobRows rows;
    private final StoredUsage usage;
    private final TransactionOperations transactions;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    StoredJobs(JdbcClient jdbc, TransactionOperations transactions, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.log = new JobLog(jdbc);
        this.usage = new StoredUsage(jdbc);
        this.rows = new JobRows(jdbc, log, usage);
        this.transactions = transactions;
        this.events = events;
        this.clock = clock;
    }

    /**
     * A job that is to be kept.
     *
     * @param valid what was asked for
     * @param request the body that asked for it
     * @param warmStart the version whose weights it begins with; null for fresh ones
     * @param parent the search that it is a trial of; null for a job of its own
     */
    record Submission(
            String id,
            TrainRequest.Valid valid,
            JsonNode request,
            @Nullable VersionId warmStart,
            @Nullable String parent) {

        /** Whether somebody else puts it into the queue. */
        boolean held() {
            return parent != null || valid.search() != null;
        }
    }

    /**
     * @param key names the request, so that the next one of that name is known; null where it has no name
     * @param hash of the request
     */
    void insert(Submission job, @Nullable String key, String hash) {
        TrainSpec spec = job.valid().spec();
        jdbc.sql("""
                insert into train_job (id, model, state, spec, dataset_sha256, idempotency_key, request_sha256,
                    cancel_requested, attempts, crashes, created_at, parent, priority, held, request, search,
                    warm_start_model, warm_start_version)
                values (:id, :model, 'queued', :spec, :dataset, :key, :hash, false, 0, 0, :now, :parent, :priority,
                    :held, :request, :search, :warmModel, :warmVersion)""")
                .param("id", job.id())
                .param("model", spec.model().value())
                .param("spec", json(spec))
                .param("dataset", job.valid().dataset().sha256())
                .param("key", key)
                .param("hash", hash)
                .param("now", now())
                .param("parent", job.parent())
                .param("priority", job.valid().priority())
                .param("held", job.held())
                .param("request", job.request().toString())
                .param("search", job.valid().search() == null ? null : json(job.valid().search()))
                .param("warmModel", job.warmStart() == null ? null : job.warmStart().model().value())
                .param("warmVersion", job.warmStart() == null ? null : job.warmStart().number())
                .update();
        log.add(job.id(), new Transition(JobState.QUEUED, clock.instant(), "accepted"));
    }

    /** The version whose weights a job begins with; empty for fresh ones. */
    Optional<VersionId> warmStart(String id) {
        return jdbc.sql("""
                select warm_start_model, warm_start_version from train_job
                where id = ? and warm_start_version is not null""")
                .param(id)
                .query((row, _) -> new VersionId(new ModelName(row.getString(1)), row.getInt(2)))
                .optional();
    }

    Optional<TrainJob> find(String id) {
        return rows.find(id);
    }

    /** @see JobRows#list */
    Page<TrainJob> list(Page.Request page, @Nullable JobState state, @Nullable String model, @Nullable String parent) {
        return rows.list(page, state, model, parent);
    }

    /** The job of a model that was accepted last, trials not counted. */
    Optional<TrainJob> newest(ModelName model) {
        return rows.newest(model);
    }

    /** The body and the spec of a model's last successful job, of a search those of its best trial. */
    Optional<JobRows.Repeatable> last(ModelName model) {
        return rows.last(model);
    }

    Optional<JobRows.Keyed> keyed(String key) {
        return rows.keyed(key);
    }

    /** The entries of a job's log behind the given one. */
    List<TrainJob.Entry> entries(String job, long after) {
        return log.after(job, after);
    }

    Optional<QualityReport> dataReport(String id) {
        return document(id, "data_report").map(json -> VersionFolder.JSON.readValue(json, QualityReport.class));
    }

    /** The jobs that belong into the queue, in the order of their submission. */
    List<String> unended() {
        return jdbc.sql("select id from train_job where ended_at is null and not held order by id")
                .query((row, _) -> row.getString("id"))
                .list();
    }

    /** A worker is about to be started; gives false for a job that has ended. */
    boolean attempted(String id) {
        return Boolean.TRUE.equals(transactions.execute(_ -> jdbc.sql("""
                update train_job set attempts = attempts + 1, started_at = coalesce(started_at, :now), turn_at = :now
                where id = :id and ended_at is null""").param("now", now()).param("id", id).update() == 1));
    }

    /** A worker has died; gives how many have by now. */
    int crashed(String id) {
        return transactions.execute(_ -> {
            jdbc.sql("update train_job set crashes = crashes + 1 where id = ?").param(id).update();
            return jdbc.sql("select crashes from train_job where id = ?").param(id).query(Integer.class).single();
        });
    }

    void entered(String id, JobState state, String message) {
        change(id, "state = :value", word(state), new Transition(state, clock.instant(), message));
    }

    void reported(String id, QualityReport report) {
        change(id, "data_report = :value", json(report), null);
    }

    void prepared(String id, WorkerEvent.Prepared prepared) {
        String dataset = jdbc.sql("select dataset_sha256 from train_job where id = ?")
                .param(id)
                .query((row, _) -> row.getString(1))
                .single();
        change(id, "device = :value", prepared.device(), null);
        change(id, "reproducibility = :value",
                json(new TrainJob.Reproducibility(prepared.seed(), prepared.threads(), prepared.engine(), dataset)),
                null);
    }

    void progressed(String id, WorkerEvent.Stepped at) {
        jdbc.sql("update train_job set epoch = ?, epochs = ?, step = ?, steps = ? where id = ? and ended_at is null")
                .params(at.epoch(), at.epochs(), at.step(), at.steps(), id)
                .update();
    }

    void epochEnded(String id, TrainJob.Epoch epoch) {
        change(id, "epoch = :value", epoch.epoch(), epoch);
    }

    void logged(String id, String level, String message) {
        change(id, "id = :value", id, new TrainJob.Line(clock.instant(), level, message));
    }

    void spent(String id, WorkerEvent.Spent spent, double wattsPerCore) {
        transactions.executeWithoutResult(_ -> usage.keep(id, spent, wattsPerCore));
    }

    /** The worker is done; what it made is still to be published. */
    void trained(String id, WorkerEvent.Succeeded result) {
        change(id, "result = :value", json(result), null);
    }

    Optional<WorkerEvent.Succeeded> result(String id) {
        return document(id, "result").map(json -> VersionFolder.JSON.readValue(json, WorkerEvent.Succeeded.class));
    }

    /** The version is registered and judged. */
    void judged(String id, int version, Verdict verdict, @Nullable String alias) {
        jdbc.sql("update train_job set version = :version, gate = :gate, alias = :alias where id = :id")
                .param("version", version)
                .param("gate", json(verdict))
                .param("alias", alias)
                .param("id", id)
                .update();
    }

    /** The alias that was decided on for a job's version; empty when none was. */
    Optional<String> alias(String id) {
        return document(id, "alias");
    }

    /** Whether a job is to be cancelled, or is gone altogether. */
    boolean cancelRequested(String id) {
        return jdbc.sql("select cancel_requested from train_job where id = ?")
                .param(id)
                .query(Boolean.class)
                .optional()
                .orElse(true);
    }

    /** Whether a job is to rest. */
    boolean pauseRequested(String id) {
        return flag(id, "pause_requested");
    }

    /** Whether a job belongs into the queue. */
    boolean isRunnable(String id) {
        return jdbc.sql("select count(*) from train_job where id = ? and ended_at is null and not held")
                .param(id)
                .query(Integer.class)
                .single() == 1;
    }

    /** Whether a job is not in the queue although it has not ended. */
    boolean isHeld(String id) {
        return flag(id, "held");
    }

    private boolean flag(String id, String column) {
        return jdbc.sql("select %s from train_job where id = ? and ended_at is null".formatted(column))
                .param(id)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    /** A job rests until it is released. */
    void rested(String id, @Nullable StopReason reason, String message) {
        move(id, JobState.PAUSED, "held = true, pause_requested = false, stop_reason = "
                + (reason == null ? "null" : "'" + word(reason) + "'"), "state <> 'paused'", message);
    }

    /** A resting job goes on as soon as there is a place for it; gives false for one that does not rest. */
    boolean released(String id, String message) {
        return move(id, JobState.QUEUED, "held = false, stop_reason = null", "held", message);
    }

    /** A paused search goes on; gives false for one that is not paused. */
    boolean unpaused(String id) {
        return move(id, JobState.TRAINING, "pause_requested = false", "state = 'paused'", "resumed");
    }

    private boolean move(String id, JobState to, String assignments, String condition, String message) {
        return Boolean.TRUE.equals(transactions.execute(_ -> {
            int rows = jdbc.sql("update train_job set state = ?, %s where id = ? and ended_at is null and %s"
                    .formatted(assignments, condition)).params(word(to), id).update();
            if (rows == 1) {
                log.add(id, new Transition(to, clock.instant(), message));
            }
            return rows == 1;
        }));
    }

    /** Ends a job, once and for all. Gives false when it had ended before. */
    boolean ended(String id, Ending ending) {
        return Boolean.TRUE.equals(transactions.execute(_ -> {
            int rows = jdbc.sql("""
                    update train_job set state = :state, stop_reason = :reason, failure = :failure,
                        gate = coalesce(gate, :gate), ended_at = :now
                    where id = :id and ended_at is null""")
                    .param("state", word(ending.state()))
                    .param("reason", ending.reason() == null ? null : word(ending.reason()))
                    .param("failure", ending.failure() == null ? null : json(ending.failure()))
                    .param("gate", json(new Verdict(Verdict.Decision.NOT_RUN, List.of(ending.message()))))
                    .param("now", now())
                    .param("id", id)
                    .update();
            if (rows == 1) {
                log.add(id, new Transition(ending.state(), clock.instant(), ending.message()));
                find(id).ifPresent(job -> events
                        .publishEvent(new TrainJobEnded(id, job.spec().model(), job.state(), Duration.between(
                                job.startedAt() == null ? job.createdAt() : job.startedAt(), clock.instant()))));
            }
            return rows == 1;
        }));
    }

    private Optional<String> document(String id, String column) {
        return jdbc.sql("select %s from train_job where id = ? and %s is not null".formatted(column, column))
                .param(id)
                .query((row, _) -> row.getString(1))
                .optional();
    }

    private void change(String id, String assignment, Object value, TrainJob.@Nullable Logged entry) {
        transactions.executeWithoutResult(_ -> {
            int rows = jdbc.sql("update train_job set " + assignment + " where id = :id and ended_at is null")
                    .param("value", value)
                    .param("id", id)
                    .update();
            if (rows == 1 && entry != null) {
                log.add(id, entry);
            }
        });
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static String json(Object value) {
        return VersionFolder.JSON.writeValueAsString(value);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
