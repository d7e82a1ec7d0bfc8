package dev.fairway.training.queue;

import dev.fairway.training.Usage;
import dev.fairway.training.WorkerEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What workers have taken, in the database: a row per worker, so that one who tells twice is not counted twice. */
final class StoredUsage {

    private final JdbcClient jdbc;

    StoredUsage(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void keep(String job, WorkerEvent.Spent spent, double wattsPerCore) {
        int known = jdbc.sql("""
                update train_usage set seconds = :seconds, cpu_seconds = :cpu, joules = :joules
                where worker = :worker""")
                .param("seconds", spent.seconds())
                .param("cpu", spent.cpuSeconds())
                .param("joules", spent.joules())
                .param("worker", spent.worker())
                .update();
        if (known == 0) {
            jdbc.sql("""
                    insert into train_usage (worker, job, seconds, cpu_seconds, joules, watts_per_core)
                    values (:worker, :job, :seconds, :cpu, :joules, :watts)""")
                    .param("worker", spent.worker())
                    .param("job", job)
                    .param("seconds", spent.seconds())
                    .param("cpu", spent.cpuSeconds())
                    .param("joules", spent.joules())
                    .param("watts", wattsPerCore)
                    .update();
        }
    }

    /** By job; what a trial took is its search's too. */
    Map<String, Usage> of(List<String> jobs) {
        Map<String, List<Usage.Share>> shares = new HashMap<>();
        jdbc.sql("""
                select u.job, j.parent, u.seconds, u.cpu_seconds, u.joules, u.watts_per_core
                from train_usage u join train_job j on j.id = u.job
                where u.job in (:jobs) or j.parent in (:jobs)""").param("jobs", jobs).query(row -> {
            var share = new Usage.Share(row.getDouble("seconds"), row.getDouble("cpu_seconds"),
                    number(row.getObject("joules")), row.getDouble("watts_per_core"));
            shares.computeIfAbsent(row.getString("job"), _ -> new ArrayList<>()).add(share);
            String parent = row.getString("parent");
            if (parent != null) {
                shares.computeIfAbsent(parent, _ -> new ArrayList<>()).add(share);
            }
        });
        Map<String, Usage> usage = new HashMap<>();
        shares.forEach((job, all) -> usage.put(job, Usage.of(all)));
        return usage;
    }

    private static @Nullable Double number(@Nullable Object value) {
        return value instanceof Number number ? number.doubleValue() : null;
    }
}
