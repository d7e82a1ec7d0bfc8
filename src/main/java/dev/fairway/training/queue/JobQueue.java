package dev.fairway.training.queue;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.fairway.contract.Refusal;
import dev.fairway.training.Failure;
import dev.fairway.training.Failure.Code;
import dev.fairway.training.JobState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.stereotype.Component;

/**
 * The queue of train jobs, in the database.
 *
 * <p>A job is put into the queue in the transaction that stores it, so that what was accepted is never lost. Some
 * instance picks it up and marks it as alive as long as it runs. When that stops because the instance was killed, another
 * one takes the job over after four missed marks; on an embedded database, which only one instance ever opens, nobody
 * else can be running it, and a new start takes over at once. An instance that stops in order puts its jobs back.
 */
@Component
class JobQueue implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(JobQueue.class);
    private static final Duration POLL = Duration.ofMillis(500);
    /** How soon a job that found no room looks again. */
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final int MOST_RETRIES = 5;

    private final DataSource source;
    private final JobRun run;
    private final StoredJobs jobs;
    private final Tickets tickets;
    private final Slots slots;
    private final TrainingProperties properties;
    private final Clock clock;
    private volatile @Nullable Scheduler scheduler;
    private CountDownLatch stopping = new CountDownLatch(1);

    JobQueue(
            DataSource source,
            JobRun run,
            StoredJobs jobs,
            Tickets tickets,
            Slots slots,
            TrainingProperties properties,
            Clock clock) {
        this.source = new TransactionAwareDataSourceProxy(source);
        this.run = run;
        this.jobs = jobs;
        this.tickets = tickets;
        this.slots = slots;
        this.properties = properties;
        this.clock = clock;
    }

    /** @throws Refusal while the service starts or stops */
    void requireRunning() {
        if (scheduler == null) {
            throw new Refusal(Refusal.Kind.NOT_READY, "the service is starting or stopping", List.of(),
                    Duration.ofSeconds(5));
        }
    }

    @Override
    public synchronized void start() {
        stopping = new CountDownLatch(1);
        Scheduler started = Scheduler.create(source, task(stopping))
                .tableName(Tickets.TABLE)
                .threads(slots.most())
                .enablePriority()
                // No more than can be begun: what is fetched early is begun in an order that is out of date.
                .pollUsingFetch(0.5, 1)
                .pollingInterval(POLL)
                .heartbeatInterval(properties.heartbeat())
                .missedHeartbeatsLimit(4)
                .shutdownMaxWait(Duration.ofSeconds(20))
                .build();
        takeOver();
        scheduler = started;
        jobs.unended().forEach(tickets::add);
        started.start();
        tickets.watch(started::triggerCheckForDueExecutions);
    }

    @Override
    public synchronized void stop() {
        stopping.countDown();
        tickets.watch(() -> {});
        Scheduler started = scheduler;
        if (started != null) {
            started.stop();
            scheduler = null;
        }
    }

    @Override
    public boolean isRunning() {
        return scheduler != null;
    }

    /** Frees the jobs that an instance before this one held when it died. */
    private void takeOver() {
        if (Embedded.is(source)) {
            int freed = JdbcClient.create(source)
                    .sql("update " + Tickets.TABLE
                            + " set picked = false, picked_by = null, last_heartbeat = null where picked")
                    .update();
            if (freed > 0) {
                LOG.info("{} train jobs go on that were running when the service ended", freed);
            }
        }
    }

    private CustomTask<Void> task(CountDownLatch stopping) {
        return Tasks.custom(Tickets.JOB)
                .onDeadExecutionRevive()
                .onFailure(this::failed)
                .execute((instance, _) -> execute(instance.getId(), stopping));
    }

    private CompletionHandler<Void> execute(String job, CountDownLatch stopping) {
        Outcome outcome;
        try {
            tickets.arrange();
            outcome = run.run(job, stopping);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            outcome = Outcome.STAYS;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Outcome found = outcome;
        return (complete, queue) -> complete(job, found, complete, queue);
    }

    private void complete(String job, Outcome outcome, ExecutionComplete complete, ExecutionOperations<Void> queue) {
        switch (outcome) {
            case STAYS -> queue.reschedule(complete, clock.instant());
            case WAITS -> queue.reschedule(complete, clock.instant().plus(SOON));
            case LEAVES -> {
                queue.remove();
                // Somebody may have put it back while it still stood here.
                if (jobs.isRunnable(job)) {
                    tickets.add(job);
                }
            }
        }
        tickets.arrange();
    }

    /** The run broke off by something that is none of the job's doing, such as a database that was away. */
    private void failed(ExecutionComplete complete, ExecutionOperations<Void> queue) {
        String job = complete.getExecution().getId();
        int failures = complete.getExecution().consecutiveFailures + 1;
        LOG.error("train job {} broke off for the {}. time", job, failures, complete.getCause().orElse(null));
        if (failures < MOST_RETRIES) {
            queue.reschedule(complete, clock.instant().plus(RETRY.multipliedBy(failures)));
            return;
        }
        jobs.ended(job,
                Ending.failed(new Failure(Code.INTERNAL, JobState.TRAINING,
                        "the job broke off %d times by a defect of the service".formatted(failures),
                        "the service's log has it under the job's id", null)));
        queue.remove();
    }
}
