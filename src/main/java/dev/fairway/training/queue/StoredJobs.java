package dev.fairway.training.queue;

import dev.fairway.contract.Page;
import dev.fairway.dataset.QualityReport;
import dev.fairway.registry.VersionFolder;
import dev.fairway.training.JobState;
import dev.fairway.training.TrainJob;
import dev.fairway.training.TrainJob.Transition;
import dev.fairway.training.TrainJob.Verdict;
import dev.fairway.training.TrainJobEnded;
import dev.fairway.training.TrainSpec;
import dev.fairway.training.WorkerEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The train jobs in the database. A job is a row, and what happened to it is entries of a log that its states and epochs
 * are read from. Each change locks the row first, so that the entries of one job have the order in which they became
 * visible, and leaves a job alone that has ended.
 */
@Component
class StoredJobs {

    private final JdbcClient jdbc;
    private final JobLog log;
    private final TransactionOperations transactions;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    StoredJobs(JdbcClient jdbc, TransactionOperations transactions, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.log = new JobLog(jdbc);
        this.transactions = transactions;
        this.events = events;
        this.clock = clock;
    }

    /** A job that is to be kept, with the key and the hash of the request that brought it. */
    record Submission(String id, TrainSpec spec, String dataset, @Nullable String key, String request) {}

    /** Which job a key of idempotency stands for, and the hash of the request that first had it. */
    record Keyed(String id, String request) {}

    void insert(Submission job) {
        jdbc.sql("""
                insert into train_job (id, model, state, spec, dataset_sha256, idempotency_key, request_sha256,
                    cancel_requested, attempts, crashes, created_at)
                values (:id, :model, 'queued', :spec, :dataset, :key, :request, false, 0, 0, :now)""")
                .param("id", job.id())
                .param("model", job.spec().model().value())
                .param("spec", json(job.spec()))
                .param("dataset", job.dataset())
                .param("key", job.key())
                .param("request", job.request())
                .param("now", now())
                .update();
        log.add(job.id(), new Transition(JobState.QUEUED, clock.instant(), "accepted"));
    }

    Optional<Keyed> keyed(String key) {
        return jdbc.sql("select id, request_sha256 as request from train_job where idempotency_key = ?")
                .param(key)
                .query(Keyed.class)
                .optional();
    }

    Optional<TrainJob> find(String id) {
        return all(List.of(id)).stream().findFirst();
    }

    Page<TrainJob> list(Page.Request page, @Nullable JobState state, @Nullable String model) {
        List<String> ids = jdbc.sql("""
                select id from train_job
                where id > :after and (:state = '' or state = :state) and (:model = '' or model = :model)
                order by id limit :limit""")
                .param("after", page.after() == null ? "" : page.after())
                .param("state", state == null ? "" : word(state))
                .param("model", model == null ? "" : model)
                .param("limit", page.fetch())
                .query((row, _) -> row.getString("id"))
                .list();
        return page.of(ids.isEmpty() ? List.of() : all(ids), TrainJob::id);
    }

    private List<TrainJob> all(List<String> ids) {
        return jdbc.sql("select * from train_job where id in (:ids) order by id")
                .param("ids", ids)
                .query(new JobRow(log.of(ids)))
                .list();
    }

    /** Number of jobs by state. */
    Map<JobState, Long> counts() {
        Map<JobState, Long> counts = new HashMap<>();
        jdbc.sql("select state, count(*) as jobs from train_job group by state").query(rows -> {
            counts.put(JobState.valueOf(rows.getString("state").toUpperCase(Locale.ROOT)), rows.getLong("jobs"));
        });
        return counts;
    }

    /** How far the jobs that are in training have come, from 0 to 1, by model; the newest job of a model counts. */
    Map<String, Double> fractions() {
        Map<String, Double> fractions = new HashMap<>();
        jdbc.sql("""
                select model, epoch, epochs, step, steps from train_job
                where ended_at is null and epochs is not null order by id""").query(row -> {
            fractions.put(row.getString("model"), TrainJob.Progress.fraction(row.getInt("epoch"), row.getInt("epochs"),
                    row.getInt("step"), row.getInt("steps")));
        });
        return fractions;
    }

    /** The entries of a job's log behind the given one. */
    List<TrainJob.Entry> entries(String job, long after) {
        return log.after(job, after);
    }

    Optional<QualityReport> dataReport(String id) {
        return document(id, "data_report").map(json -> VersionFolder.JSON.readValue(json, QualityReport.class));
    }

    /** The jobs that have not ended, in the order of their submission. */
    List<String> unended() {
        return jdbc.sql("select id from train_job where ended_at is null order by id")
                .query((row, _) -> row.getString("id"))
                .list();
    }

    /** A worker is about to be started; gives false for a job that has ended. */
    boolean attempted(String id) {
        return Boolean.TRUE.equals(transactions.execute(_ -> jdbc.sql("""
                update train_job set attempts = attempts + 1, started_at = coalesce(started_at, :now)
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

    /** Asks for the end of a job; one that no worker has been started for ends at once. Gives false for an ended one. */
    boolean cancel(String id) {
        return Boolean.TRUE.equals(transactions.execute(_ -> {
            int asked = jdbc.sql("update train_job set cancel_requested = true where id = ? and ended_at is null")
                    .param(id)
                    .update();
            boolean waiting = jdbc.sql("select count(*) from train_job where id = ? and attempts = 0")
                    .param(id)
                    .query(Integer.class)
                    .single() == 1;
            if (asked == 1 && waiting) {
                ended(id, Ending.cancelled("cancelled before it was begun"));
            }
            return asked == 1;
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
