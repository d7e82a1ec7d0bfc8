package dev.fairway.training.queue;

import dev.fairway.training.Launcher;
import dev.fairway.training.TrainJob;
import dev.fairway.training.WorkerEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
    private static final Duration TICK = Duration.ofMillis(100);

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

    /** It said so itself: succeeded, failed, at rest or cancelled. */
    record Told(WorkerEvent last) implements End {}

    /** It was ended because its job was out of time. */
    record TimedOut() implements End {}

    /**
     * The service stops.
     *
     * @param goesOn whether the worker goes on without it; otherwise it was ended
     */
    record Stopped(boolean goesOn) implements End {}

    /** It fell silent without a last word. */
    record Died(Launcher.Exit exit) implements End {}

    /**
     * @param loaded called when the worker has done an epoch, and so has the memory that it takes
     * @param stopping counted down when the service stops
     */
    End follow(TrainJob job, Path folder, Runnable loaded, CountDownLatch stopping) throws IOException {
        try (Launcher.Worker worker = launcher.launch(folder, job.spec().threads());
                Guard guard = new Guard(job, worker, stopping)) {
            if (job.attempts() > 0) {
                jobs.logged(job.id(), "info", worker.found() ? "listens again to the worker that went on by itself"
                        : "a new worker goes on from the newest checkpoint");
            }
            Thread.ofVirtual().name("guard-" + job.id()).start(guard);
            WorkerEvent last = listen(job, worker, guard, loaded);
            if (last != null) {
                return new Told(last);
            }
            End ordered = guard.ordered;
            return ordered != null ? ordered : new Died(worker.exit());
        }
    }

    /** Keeps what the worker tells; gives its last word, null when it had none. */
    private @Nullable WorkerEvent listen(TrainJob job, Launcher.Worker worker, Guard guard, Runnable loaded)
            throws IOException {
        Bookkeeping bookkeeping = new Bookkeeping(job, jobs, properties.wattsPerCore(), clock);
        for (WorkerEvent event = worker.next(); event != null; event = worker.next()) {
            guard.heard = true;
            switch (event) {
                case WorkerEvent.Succeeded _,WorkerEvent.Failed _,WorkerEvent.Cancelled _,WorkerEvent.Rested _ -> {
                    return event;
                }
                case WorkerEvent.EpochEnded _ -> {
                    loaded.run();
                    bookkeeping.keep(event);
                }
                default -> bookkeeping.keep(event);
            }
        }
        return null;
    }

    /**
     * Stands beside a worker and ends it when it must. Its thread is never interrupted, because that would close the
     * database's files under it.
     */
    private final class Guard implements Runnable, AutoCloseable {

        private final TrainJob job;
        private final Launcher.Worker worker;
        private final CountDownLatch stopping;
        private final CountDownLatch over = new CountDownLatch(1);
        private final Instant started = clock.instant();
        private volatile boolean heard;
        private volatile @Nullable End ordered;

        Guard(TrainJob job, Launcher.Worker worker, CountDownLatch stopping) {
            this.job = job;
            this.worker = worker;
            this.stopping = stopping;
        }

        @Override
        public void run() {
            try {
                while (!over.await(TICK.toMillis(), TimeUnit.MILLISECONDS)) {
                    look();
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }

        private void look() throws InterruptedException {
            if (stopping.getCount() == 0) {
                // Known before the worker's silence is noticed.
                ordered = new Stopped(worker.goesOn());
                worker.leave();
            } else if (isOver(job.spec().timeout().plus(properties.overtime()))) {
                // A worker keeps to its job's timeout by itself; this is for one that does not.
                end(new TimedOut());
            } else if (!heard && isOver(properties.silence())) {
                end(new Died(
                        new Launcher.Exit(false, "force, because it had said nothing for " + properties.silence())));
            } else if (stopRequested(job.id())) {
                worker.cancel();
                var _ = over.await(properties.grace().toMillis(), TimeUnit.MILLISECONDS);
                worker.close();
            }
        }

        private boolean isOver(Duration time) {
            return clock.instant().isAfter(started.plus(time));
        }

        private void end(End end) {
            ordered = end;
            worker.close();
        }

        @Override
        public void close() {
            over.countDown();
        }
    }

    private boolean stopRequested(String job) {
        try {
            return jobs.cancelRequested(job) || jobs.pauseRequested(job);
        } catch (DataAccessException e) {
            LOG.warn("cannot tell whether train job {} is to be stopped", job, e);
            return false;
        }
    }
}
