package dev.fairway.training.retrain;

import dev.fairway.registry.ModelName;
import dev.fairway.registry.VersionFolder;
import dev.fairway.training.retrain.Firing.Outcome;
import dev.fairway.training.spec.RetrainPolicy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Policies and what came of them, in the database that all replicas share. */
@Component
class StoredPolicies {

    private final JdbcClient jdbc;

    StoredPolicies(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A policy as it stands.
     *
     * @param since when it was made
     * @param nextAt when its schedule is due; null without any
     * @param alarm what a job is to be started for; null without any
     * @param revision rises with every change: who has seen the newest one may change it
     */
    record Standing(
            ModelName model,
            RetrainPolicy policy,
            Instant since,
            @Nullable Instant nextAt,
            @Nullable Alarm alarm,
            int revision) {}

    /** @param version that it was raised for, then in production */
    record Alarm(String cause, int version, String reason) {}

    void put(ModelName model, RetrainPolicy policy, Instant now, @Nullable Instant nextAt) {
        int known = jdbc.sql("""
                update retrain_policy set policy = :policy, enabled = :enabled, since = :now, next_at = :next,
                    revision = revision + 1 where model = :model""")
                .param("policy", VersionFolder.JSON.writeValueAsString(policy))
                .param("enabled", policy.enabled())
                .param("now", time(now))
                .param("next", time(nextAt))
                .param("model", model.value())
                .update();
        if (known == 0) {
            jdbc.sql("""
                    insert into retrain_policy (model, policy, enabled, since, next_at, revision)
                    values (:model, :policy, :enabled, :now, :next, 1)""")
                    .param("policy", VersionFolder.JSON.writeValueAsString(policy))
                    .param("enabled", policy.enabled())
                    .param("now", time(now))
                    .param("next", time(nextAt))
                    .param("model", model.value())
                    .update();
        }
    }

    boolean remove(ModelName model) {
        return jdbc.sql("delete from retrain_policy where model = ?").param(model.value()).update() == 1;
    }

    Optional<Standing> find(ModelName model) {
        return jdbc.sql("select * from retrain_policy where model = ?")
                .param(model.value())
                .query(StoredPolicies::standing)
                .optional();
    }

    List<Standing> enabled() {
        return jdbc.sql("select * from retrain_policy where enabled order by model")
                .query(StoredPolicies::standing)
                .list();
    }

    /** Notes an alarm for which a job is to be started; the first of several stands for all. */
    void alarm(ModelName model, Alarm alarm) {
        jdbc.sql("""
                update retrain_policy set alarm_cause = :cause, alarm_version = :version, alarm = :reason,
                    revision = revision + 1
                where model = :model and alarm is null""")
                .param("cause", alarm.cause())
                .param("version", alarm.version())
                .param("reason", alarm.reason())
                .param("model", model.value())
                .update();
    }

    /**
     * Takes what is due for this replica; false when another one was faster, or the policy has changed meanwhile.
     *
     * @param settles whether the alarm is settled with it
     */
    boolean claim(Standing seen, @Nullable Instant nextAt, boolean settles) {
        return jdbc
                .sql("""
                        update retrain_policy set next_at = :next, revision = revision + 1%s
                        where model = :model and revision = :revision and enabled"""
                        .formatted(settles ? ", alarm_cause = null, alarm_version = null, alarm = null" : ""))
                .param("next", time(nextAt))
                .param("model", seen.model().value())
                .param("revision", seen.revision())
                .update() == 1;
    }

    void keep(ModelName model, Firing firing) {
        jdbc.sql(
                "insert into retrain_firing (model, at, cause, outcome, job, message) values (:model, :at, :cause, :outcome, :job, :message)")
                .param("model", model.value())
                .param("at", time(firing.at()))
                .param("cause", firing.on())
                .param("outcome", firing.outcome().name().toLowerCase(Locale.ROOT))
                .param("job", firing.job())
                .param("message", firing.message())
                .update();
    }

    /** What came of a model's policy, the newest first. */
    List<Firing> firings(ModelName model, int most) {
        return jdbc.sql("select * from retrain_firing where model = ? order by id desc limit ?")
                .params(model.value(), most)
                .query(StoredPolicies::firing)
                .list();
    }

    /** When a job was last started, or would have been had it been valid. */
    Optional<Instant> lastTried(ModelName model) {
        return jdbc
                .sql("select * from retrain_firing where model = ? and outcome <> 'skipped' order by id desc limit 1")
                .param(model.value())
                .query(StoredPolicies::firing)
                .optional()
                .map(Firing::at);
    }

    int started(ModelName model, Instant since) {
        return jdbc.sql("select count(*) from retrain_firing where model = ? and outcome = 'started' and at > ?")
                .param(model.value())
                .param(since.atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
    }

    private static Standing standing(ResultSet row, int number) throws SQLException {
        OffsetDateTime next = row.getObject("next_at", OffsetDateTime.class);
        return new Standing(new ModelName(row.getString("model")),
                VersionFolder.JSON.readValue(row.getString("policy"), RetrainPolicy.class),
                row.getObject("since", OffsetDateTime.class).toInstant(), next == null ? null : next.toInstant(),
                alarm(row), row.getInt("revision"));
    }

    private static @Nullable Alarm alarm(ResultSet row) throws SQLException {
        String cause = row.getString("alarm_cause");
        return cause == null ? null : new Alarm(cause, row.getInt("alarm_version"), row.getString("alarm"));
    }

    private static Firing firing(ResultSet row, int number) throws SQLException {
        return new Firing(row.getObject("at", OffsetDateTime.class).toInstant(), row.getString("cause"),
                Outcome.valueOf(row.getString("outcome").toUpperCase(Locale.ROOT)), row.getString("job"),
                row.getString("message"));
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
