package dev.fairway.training;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Follows one worker from its start to its end: keeps what it tells, and ends it when its job is cancelled or out of
 * time or the service stops.
 */
@Component
class WorkerWatch {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerWatch.class);
    private static final Duration TICK = Duration.ofMillis(200);

    private final Launcher launcher;
    private final StoredJobs jobs;
    private final TrainingProperties properties;
    private final Clock clock;

    WorkerWatch(Launcher launcher, StoredJobs jobs, TrainingProperties properties, Clock clock) {
        this.launcher = launcher;
        this.jobs = jobs;
        this.properties = properties;
        this.clock = clock;
    }

    /** How a worker's life ended. */
    sealed interface End {}

    /** It said so itself: succeeded, failed or cancelled. */
    record Told(WorkerEvent last) implements End {}

    /** It was ended because its job was out of time. */
    record TimedOut() implements End {}

    /** It was ended because the service stops. */
    record Stopped() implements End {}

    /** It fell silent without a last word. */
    record Died(Launcher.Exit exit) implements End {}

    /**
     * @param limit when the worker is ended at the latest
     * @param stopping counted down when the service stops
     */
    End follow(TrainJob job, Path folder, Instant limit, CountDownLatch stopping) throws IOException {
        AtomicReference<@Nullable End> ordered = new AtomicReference<>();
        CountDownLatch over = new CountDownLatch(1);
        try (Launcher.Worker worker = launcher.launch(folder, job.spec().threads())) {
            Guard guard = new Guard(job.id(), worker, limit, stopping, over, ordered);
            Thread.ofVirtual().name("guard-" + job.id()).start(() -> stand(guard));
            WorkerEvent last = listen(job, worker);
            End end = ordered.get();
            if (last != null) {
                return new Told(last);
            }
            return end != null ? end : new Died(worker.exit());
        } finally {
            over.countDown();
        }
    }

    /** What the thread beside a worker has to look at. */
    private record Guard(
            String job,
            Launcher.Worker worker,
            Instant limit,
            CountDownLatch stopping,
            CountDownLatch over,
            AtomicReference<@Nullable End> ordered) {}

    /** Keeps what the worker tells; gives its last word, null when it had none. */
    private @Nullable WorkerEvent listen(TrainJob job, Launcher.Worker worker) throws IOException {
        Bookkeeping bookkeeping = new Bookkeeping(job, jobs, clock);
        for (WorkerEvent event = worker.next(); event != null; event = worker.next()) {
            switch (event) {
                case WorkerEvent.Succeeded _,WorkerEvent.Failed _,WorkerEvent.Cancelled _ -> {
                    return event;
                }
                default -> bookkeeping.keep(event);
            }
        }
        return null;
    }

    /** Ends the worker when it must; is never interrupted, because that would close the database's files under it. */
    private void stand(Guard guard) {
        try {
            while (!guard.over().await(TICK.toMillis(), TimeUnit.MILLISECONDS)) {
                if (guard.stopping().getCount() == 0) {
                    end(guard, new Stopped());
                } else if (clock.instant().isAfter(guard.limit())) {
                    end(guard, new TimedOut());
                } else if (cancelRequested(guard.job())) {
                    guard.worker().cancel();
                    var _ = guard.over().await(properties.grace().toMillis(), TimeUnit.MILLISECONDS);
                    guard.worker().close();
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void end(Guard guard, End end) {
        guard.ordered().set(end);
        guard.worker().close();
    }

    private boolean cancelRequested(String job) {
        try {
            return jobs.cancelRequested(job);
        } catch (DataAccessException e) {
            LOG.warn("cannot tell whether train job {} is to be cancelled", job, e);
            return false;
        }
    }
}
