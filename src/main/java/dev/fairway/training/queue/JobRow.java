package dev.fairway.training.queue;

import dev.fairway.registry.ModelName;
import dev.fairway.registry.VersionFolder;
import dev.fairway.registry.VersionId;
import dev.fairway.training.Failure;
import dev.fairway.training.JobState;
import dev.fairway.training.SearchProgress;
import dev.fairway.training.StopReason;
import dev.fairway.training.TrainJob;
import dev.fairway.training.TrainJob.Best;
import dev.fairway.training.TrainJob.Epoch;
import dev.fairway.training.TrainJob.Progress;
import dev.fairway.training.TrainJob.Reproducibility;
import dev.fairway.training.TrainJob.Verdict;
import dev.fairway.training.TrainSpec;
import dev.fairway.training.Usage;
import dev.fairway.training.WorkerEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;

/**
 * Makes a train job of its row and of what happened to it.
 *
 * @param stories what happened, by job
 * @param usage what workers have taken, by job
 * @param searches how far a search has come, null for a job that is none
 */
record JobRow(
        Map<String, JobLog.Story> stories,
        Map<String, Usage> usage,
        Function<String, @Nullable SearchProgress> searches) implements RowMapper<TrainJob> {

    @Override
    public TrainJob mapRow(ResultSet row, int number) throws SQLException {
        String id = row.getString("id");
        JobLog.Story story = stories.getOrDefault(id, new JobLog.Story());
        List<Epoch> history = List.copyOf(story.epochs().values());
        var result = document(row, "result", WorkerEvent.Succeeded.class);
        String reason = row.getString("stop_reason");
        if (reason == null && result != null) {
            reason = result.reason().name();
        }
        return new TrainJob(id, row.getString("model"), constant(JobState.class, row.getString("state")),
                reason == null ? null : constant(StopReason.class, reason), progress(row, history),
                row.getString("device"), result == null ? Map.of() : result.metrics(), best(history), history,
                document(row, "gate", Verdict.class), number(row, "version"), document(row, "failure", Failure.class),
                List.copyOf(story.transitions()), document(row, "reproducibility", Reproducibility.class),
                row.getInt("attempts"), java.util.Objects.requireNonNull(time(row, "created_at")),
                time(row, "started_at"), time(row, "ended_at"), row.getString("parent"), row.getInt("priority"),
                row.getString("search") == null ? null : searches.apply(id), usage.get(id), warmStart(row),
                VersionFolder.JSON.readValue(row.getString("spec"), TrainSpec.class));
    }

    private static @Nullable Progress progress(ResultSet row, List<Epoch> history) throws SQLException {
        Integer epoch = number(row, "epoch");
        Integer epochs = number(row, "epochs");
        if (epoch == null || epochs == null) {
            return null;
        }
        if (row.getString("result") != null) {
            return new Progress(epoch, epochs, row.getInt("step"), row.getInt("steps"), 1, java.time.Duration.ZERO);
        }
        return Progress.of(epoch, epochs, row.getInt("step"), row.getInt("steps"), history);
    }

    private static @Nullable VersionId warmStart(ResultSet row) throws SQLException {
        String model = row.getString("warm_start_model");
        return model == null ? null : new VersionId(new ModelName(model), row.getInt("warm_start_version"));
    }

    private static @Nullable Best best(List<Epoch> history) {
        return history.stream()
                .filter(Epoch::best)
                .reduce((_, later) -> later)
                .map(e -> new Best(e.epoch(), e.metrics()))
                .orElse(null);
    }

    private static <T> @Nullable T document(ResultSet row, String column, Class<T> type) throws SQLException {
        String json = row.getString(column);
        return json == null ? null : VersionFolder.JSON.readValue(json, type);
    }

    private static @Nullable Integer number(ResultSet row, String column) throws SQLException {
        int number = row.getInt(column);
        return row.wasNull() ? null : number;
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String word) {
        return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
    }
}
