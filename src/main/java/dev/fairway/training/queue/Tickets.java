package dev.fairway.training.queue;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The places of jobs in the queue, and whose turn it is.
 *
 * <p>A greater priority goes first. Among equals the models take turns: a model's n-th waiting job stands behind the
 * first ones of all others, those that are running count as waiting before them, and of two models with the same claim
 * the one goes first that was served longest ago. So a model with a hundred jobs, or a search with as many trials, takes
 * what nobody else wants and no more than its share otherwise.
 *
 * <p>The order is written into the queue as db-scheduler's priority whenever a job comes or goes. It is advice: where it
 * cannot be written, jobs run in the order of before.
 */
@Component
class Tickets {

    static final TaskDescriptor<Void> JOB = TaskDescriptor.of("train-job");
    static final String TABLE = "train_queue";
    private static final Logger LOG = LoggerFactory.getLogger(Tickets.class);

    private final SchedulerClient queue;
    private final JdbcClient jdbc;
    private final Clock clock;
    private volatile Runnable watcher = () -> {};

    Tickets(DataSource source, Clock clock) {
        this.queue = SchedulerClient.Builder.create(new TransactionAwareDataSourceProxy(source))
                .tableName(TABLE)
                .enablePriority()
                .build();
        this.jdbc = JdbcClient.create(source);
        this.clock = clock;
    }

    /** @param newWatcher called when a job has come into the queue here */
    void watch(Runnable newWatcher) {
        watcher = newWatcher;
    }

    /** Puts a job into the queue; within a transaction, when that commits. */
    void add(String job) {
        queue.scheduleIfNotExists(JOB.instance(job).priority(Short.MIN_VALUE).build(), clock.instant());
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            added();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                added();
            }
        });
    }

    private void added() {
        arrange();
        watcher.run();
    }

    /** Takes a job out of the queue; false when it is not there, or is being run. */
    boolean withdraw(String job) {
        return jdbc.sql("delete from train_queue where task_name = ? and task_instance = ? and not picked")
                .params(JOB.getTaskName(), job)
                .update() == 1;
    }

    private record Waiting(String job, String model, int priority, @Nullable Integer rank) {}

    private record Claim(Waiting job, int position, @Nullable OffsetDateTime served) {}

    /** Writes down whose turn it is. */
    synchronized void arrange() {
        try {
            List<Claim> claims = claims();
            for (int i = 0; i < claims.size(); i++) {
                int rank = Math.max(Short.MAX_VALUE - i, Short.MIN_VALUE);
                Waiting job = claims.get(i).job();
                if (job.rank() == null || job.rank() != rank) {
                    jdbc.sql("update train_queue set priority = ? where task_instance = ? and not picked")
                            .params(rank, job.job())
                            .update();
                }
            }
        } catch (DataAccessException e) {
            LOG.warn("the order of waiting train jobs could not be written; they run in the order of before", e);
        }
    }

    private List<Claim> claims() {
        Map<String, Integer> ahead = running();
        Map<String, OffsetDateTime> served = served();
        List<Claim> claims = new ArrayList<>();
        for (Waiting job : waiting()) {
            int position = ahead.merge(job.model(), 1, Integer::sum) - 1;
            claims.add(new Claim(job, position, served.get(job.model())));
        }
        claims.sort(Comparator.comparingInt((Claim c) -> -c.job().priority())
                .thenComparingInt(Claim::position)
                .thenComparing(Claim::served, Comparator.nullsFirst(Comparator.naturalOrder()))
                .thenComparing(c -> c.job().job()));
        return claims;
    }

    private List<Waiting> waiting() {
        return jdbc.sql("""
                select j.id as job, j.model, j.priority, q.priority as rank
                from train_queue q join train_job j on j.id = q.task_instance
                where not q.picked order by j.priority desc, j.id""")
                .query((row, _) -> new Waiting(row.getString("job"), row.getString("model"), row.getInt("priority"),
                        row.getObject("rank", Integer.class)))
                .list();
    }

    private Map<String, Integer> running() {
        Map<String, Integer> running = new HashMap<>();
        jdbc.sql("""
                select j.model, count(*) as jobs from train_queue q join train_job j on j.id = q.task_instance
                where q.picked group by j.model""").query(row -> {
            running.put(row.getString("model"), row.getInt("jobs"));
        });
        return running;
    }

    private Map<String, OffsetDateTime> served() {
        Map<String, OffsetDateTime> served = new HashMap<>();
        jdbc.sql("""
                select model, max(turn_at) as at from train_job
                where turn_at is not null and model in
                    (select j.model from train_queue q join train_job j on j.id = q.task_instance)
                group by model""").query(row -> {
            served.put(row.getString("model"), row.getObject("at", OffsetDateTime.class));
        });
        return served;
    }
}
