package dev.fairway.training.queue;

import dev.fairway.training.JobState;
import dev.fairway.training.TrainJob;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How many train jobs there are, and how far they have come. */
@Component
class JobCounts {

    private final JdbcClient jdbc;

    JobCounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Number of jobs by state. */
    Map<JobState, Long> byState() {
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
}
