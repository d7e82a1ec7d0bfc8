package dev.fairway.training.queue;

import dev.fairway.registry.VersionFolder;
import dev.fairway.training.Failure;
import dev.fairway.training.JobState;
import dev.fairway.training.SearchProgress;
import dev.fairway.training.StopReason;
import dev.fairway.training.TrialTable.Result;
import dev.fairway.training.search.SearchPlan;
import dev.fairway.training.search.Standing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/** The trials of searches in the database: train jobs with a number, the values they try, and what they reached. */
@Component
class StoredTrials {

    private static final TypeReference<Map<String, JsonNode>> PARAMS = new TypeReference<>() {
    };

    private final JdbcClient jdbc;

    StoredTrials(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A trial and the state of its job.
     *
     * @param rung the leg that it was sent on last; -1 before the first
     * @param results what it reached at the end of each leg
     * @param epoch the epoch that its job is in
     */
    record Trial(
            String job,
            String search,
            int number,
            Map<String, JsonNode> params,
            int rung,
            List<Result> results,
            JobState state,
            int epoch,
            @Nullable StopReason reason,
            @Nullable Failure failure) {

        Standing standing() {
            List<@Nullable Double> values = new ArrayList<>();
            results.forEach(result -> values.add(result.value()));
            return new Standing(number, stands(), rung, values);
        }

        private Standing.State stands() {
            if (state.isEnd()) {
                return Standing.State.OVER;
            }
            if (rung < 0) {
                return Standing.State.WAITING;
            }
            return results.size() > rung ? Standing.State.RESTING : Standing.State.RUNNING;
        }

        /** Epochs that are done. */
        int epochs() {
            boolean rests = stands() == Standing.State.RESTING || state == JobState.SUCCEEDED;
            return rests && !results.isEmpty() ? results.getLast().epoch() : epoch;
        }

        @Nullable
        Double value() {
            return results.isEmpty() ? null : results.getLast().value();
        }
    }

    void insert(String job, String search, int number, Map<String, JsonNode> params) {
        jdbc.sql("insert into train_trial (job, search, number, params, rung, results) values (?, ?, ?, ?, -1, '[]')")
                .params(job, search, number, VersionFolder.JSON.writeValueAsString(params))
                .update();
    }

    /** The plan of a search; empty for a job that is none. */
    Optional<SearchPlan> plan(String search) {
        return jdbc.sql("select search from train_job where id = ? and search is not null")
                .param(search)
                .query((row, _) -> VersionFolder.JSON.readValue(row.getString(1), SearchPlan.class))
                .optional();
    }

    /** The trial that a job is; empty for one that is none. */
    Optional<Trial> find(String job) {
        return query("t.job = ?", job).stream().findFirst();
    }

    /** The trials of a search in the order of their numbers. */
    List<Trial> of(String search) {
        return query("t.search = ?", search);
    }

    private List<Trial> query(String condition, String id) {
        return jdbc.sql("""
                select t.job, t.search, t.number, t.params, t.rung, t.results, j.state, j.epoch, j.stop_reason,
                    j.failure
                from train_trial t join train_job j on j.id = t.job where %s order by t.number""".formatted(condition))
                .param(id)
                .query(StoredTrials::trial)
                .list();
    }

    private static Trial trial(ResultSet row, int index) throws SQLException {
        String reason = row.getString("stop_reason");
        String failure = row.getString("failure");
        return new Trial(row.getString("job"), row.getString("search"), row.getInt("number"),
                VersionFolder.JSON.readValue(row.getString("params"), PARAMS), row.getInt("rung"),
                Arrays.asList(VersionFolder.JSON.readValue(row.getString("results"), Result[].class)),
                JobState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)), row.getInt("epoch"),
                reason == null ? null : StopReason.valueOf(reason.toUpperCase(Locale.ROOT)),
                failure == null ? null : VersionFolder.JSON.readValue(failure, Failure.class));
    }

    /** Notes that a trial is sent on a leg. */
    void sent(String job, int rung) {
        jdbc.sql("update train_trial set rung = ? where job = ?").params(rung, job).update();
    }

    /** Notes what a trial reached, once for each leg. */
    void reached(Trial trial, Result result) {
        List<Result> results = new ArrayList<>(trial.results());
        results.add(result);
        jdbc.sql("update train_trial set results = ? where job = ?")
                .params(VersionFolder.JSON.writeValueAsString(results), trial.job())
                .update();
    }

    /** When the first trial of a search was begun; empty before. */
    Optional<Instant> begun(String search) {
        return jdbc.sql(
                "select started_at from train_job where parent = ? and started_at is not null order by started_at limit 1")
                .param(search)
                .query((row, _) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .optional();
    }

    /** The searches whose trials are under way. */
    List<String> underWay() {
        return jdbc.sql("""
                select id from train_job where search is not null and ended_at is null and best_trial is null
                    and state <> 'paused' order by id""").query((row, _) -> row.getString(1)).list();
    }

    /**
     * Keeps everybody else from moving the trials of a search until the transaction ends. Gives false when there is
     * nothing to move: the search has ended or rests, or its best trial is chosen.
     */
    boolean lock(String search) {
        return jdbc.sql("""
                select id from train_job where id = ? and ended_at is null and best_trial is null
                    and state <> 'paused' for update""").param(search).query(String.class).optional().isPresent();
    }

    void choose(String search, String best) {
        jdbc.sql("update train_job set best_trial = ?, held = false where id = ?").params(best, search).update();
    }

    /** The trial whose way a search ends with; empty before it was chosen. */
    Optional<Trial> chosen(String search) {
        return jdbc.sql("select best_trial from train_job where id = ? and best_trial is not null")
                .param(search)
                .query(String.class)
                .optional()
                .flatMap(this::find);
    }

    /** The trials with a value, the best first. */
    static List<Trial> ranked(SearchPlan plan, List<Trial> trials) {
        return trials.stream()
                .filter(trial -> trial.value() != null)
                .sorted(Comparator.comparing(Trial::value, plan.mode().bestFirst()).thenComparingInt(Trial::number))
                .toList();
    }

    /** How far a search has come; null for a job that is none. */
    @Nullable
    SearchProgress progress(String search) {
        SearchPlan plan = plan(search).orElse(null);
        if (plan == null) {
            return null;
        }
        List<Trial> trials = of(search);
        SearchProgress.Leader best = ranked(plan, trials).stream()
                .findFirst()
                .map(t -> new SearchProgress.Leader(t.job(), t.number(), t.params(), plan.metric(),
                        java.util.Objects.requireNonNull(t.value())))
                .orElse(null);
        return new SearchProgress(plan.method().word(), trials.size(), count(trials, Standing.State.WAITING),
                count(trials, Standing.State.RUNNING),
                (int) trials.stream().filter(t -> t.reason() == StopReason.PRUNED).count(),
                (int) trials.stream()
                        .filter(t -> t.state() == JobState.SUCCEEDED && t.reason() != StopReason.PRUNED)
                        .count(),
                (int) trials.stream().filter(t -> t.state() == JobState.FAILED).count(),
                trials.stream().mapToInt(Trial::epochs).sum(), fullEpochs(search), best);
    }

    private static int count(List<Trial> trials, Standing.State state) {
        return (int) trials.stream().filter(trial -> trial.standing().state() == state).count();
    }

    /** Epochs of all trials if none were stopped. */
    private int fullEpochs(String search) {
        return jdbc.sql("select spec from train_job where parent = ?")
                .param(search)
                .query((row, _) -> VersionFolder.JSON.readTree(row.getString(1)).get("epochs").asInt())
                .list()
                .stream()
                .mapToInt(Integer::intValue)
                .sum();
    }
}
