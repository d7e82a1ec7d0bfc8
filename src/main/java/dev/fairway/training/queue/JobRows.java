package dev.fairway.training.queue;

import dev.fairway.contract.Page;
import dev.fairway.registry.ModelName;
import dev.fairway.registry.VersionFolder;
import dev.fairway.training.JobState;
import dev.fairway.training.TrainJob;
import dev.fairway.training.TrainSpec;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Reads train jobs from the database, each with what happened to it. */
final class JobRows {

    private final JdbcClient jdbc;
    private final JobLog log;
    private final StoredTrials trials;
    private final StoredUsage usage;

    JobRows(JdbcClient jdbc, JobLog log, StoredUsage usage) {
        this.jdbc = jdbc;
        this.log = log;
        this.trials = new StoredTrials(jdbc);
        this.usage = usage;
    }

    /** Which job a key of idempotency stands for, and the hash of the request that first had it. */
    record Keyed(String id, String request) {}

    /** What a job was asked for, so that it can be asked again. */
    record Repeatable(JsonNode request, TrainSpec spec) {}

    Optional<TrainJob> find(String id) {
        return all(List.of(id)).stream().findFirst();
    }

    /** @param parent the search whose trials are asked for; null for the jobs that are no trials */
    Page<TrainJob> list(Page.Request page, @Nullable JobState state, @Nullable String model, @Nullable String parent) {
        List<String> ids = jdbc.sql("""
                select id from train_job
                where id > :after and (:state = '' or state = :state) and (:model = '' or model = :model)
                    and coalesce(parent, '') = :parent
                order by id limit :limit""")
                .param("after", page.after() == null ? "" : page.after())
                .param("state", state == null ? "" : state.name().toLowerCase(Locale.ROOT))
                .param("model", model == null ? "" : model)
                .param("parent", parent == null ? "" : parent)
                .param("limit", page.fetch())
                .query((row, _) -> row.getString("id"))
                .list();
        return page.of(ids.isEmpty() ? List.of() : all(ids), TrainJob::id);
    }

    private List<TrainJob> all(List<String> ids) {
        return jdbc.sql("select * from train_job where id in (:ids) order by id")
                .param("ids", ids)
                .query(new JobRow(log.of(ids), usage.of(ids), trials::progress))
                .list();
    }

    /** The job of a model that was accepted last, trials not counted. */
    Optional<TrainJob> newest(ModelName model) {
        return jdbc.sql("select id from train_job where model = ? and parent is null order by id desc limit 1")
                .param(model.value())
                .query((row, _) -> row.getString("id"))
                .optional()
                .flatMap(this::find);
    }

    /** The body and the spec of a model's last successful job, of a search those of its best trial. */
    Optional<Repeatable> last(ModelName model) {
        return jdbc.sql("""
                select coalesce(t.request, j.request) as request, j.spec
                from train_job j left join train_job t on t.id = j.best_trial
                where j.model = ? and j.state = 'succeeded' and j.parent is null and j.request is not null
                order by j.id desc limit 1""")
                .param(model.value())
                .query((row, _) -> new Repeatable(VersionFolder.JSON.readTree(row.getString("request")),
                        VersionFolder.JSON.readValue(row.getString("spec"), TrainSpec.class)))
                .optional();
    }

    Optional<Keyed> keyed(String key) {
        return jdbc.sql("select id, request_sha256 as request from train_job where idempotency_key = ?")
                .param(key)
                .query(Keyed.class)
                .optional();
    }
}
