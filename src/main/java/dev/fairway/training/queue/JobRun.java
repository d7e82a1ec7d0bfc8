package dev.fairway.training.queue;

import dev.fairway.contract.Refusal;
import dev.fairway.dataset.Dataset;
import dev.fairway.training.Failure;
import dev.fairway.training.Failure.Code;
import dev.fairway.training.JobState;
import dev.fairway.training.Launcher;
import dev.fairway.training.TrainJob;
import dev.fairway.training.WorkerEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Brings one train job to its end, or as far as this service lives.
 *
 * <p>Everything that a run needs to know is in the database and in the job's folder, so that a run can break off
 * anywhere and another one, of this service or the next, goes on: a worker continues from the newest checkpoint in the
 * folder; a worker's success is stored before it is acted on; and what follows it may be done twice ({@link
 * Publication}). A worker that dies is replaced; a service that dies costs the job nothing.
 */
@Component
class JobRun {

    private final StoredJobs jobs;
    private final Workplace workplace;
    private final Inspections inspections;
    private final WorkerWatch watch;
    private final Publication publication;
    private final Searches searches;
    private final TrainingProperties properties;

    JobRun(
            StoredJobs jobs,
            Workplace workplace,
            Inspections inspections,
            WorkerWatch watch,
            Publication publication,
            Searches searches,
            TrainingProperties properties) {
        this.jobs = jobs;
        this.workplace = workplace;
        this.inspections = inspections;
        this.watch = watch;
        this.publication = publication;
        this.searches = searches;
        this.properties = properties;
    }

    /**
     * Runs the job until it has ended or rests, or the service stops.
     *
     * @param stopping counted down when the service stops
     */
    Outcome run(String id, CountDownLatch stopping) throws IOException, InterruptedException {
        while (true) {
            TrainJob job = jobs.find(id).orElse(null);
            if (jobs.cancelRequested(id)) {
                // Also one that came to rest in the moment of its cancellation.
                jobs.ended(id, Ending.cancelled("cancelled on request"));
            }
            if (job == null || !jobs.isRunnable(id)) {
                left(job);
                return Outcome.LEAVES;
            }
            if (stopping.getCount() == 0) {
                return Outcome.STAYS;
            }
            try {
                Ending ending = jobs.result(id).isPresent() ? publish(job) : attempt(job, stopping);
                if (ending != null) {
                    jobs.ended(id, ending);
                }
            } catch (Slots.NoSlot e) {
                workplace.waits(job, e);
                return Outcome.WAITS;
            }
        }
    }

    /** Before a trial leaves the queue, its search must have heard of it. */
    private void left(@Nullable TrainJob job) {
        if (job != null && job.parent() != null) {
            searches.advance(job.parent());
        }
    }

    /** One worker's life; null when the job is not at its end with it. */
    private @Nullable Ending attempt(TrainJob job, CountDownLatch stopping)
            throws IOException, InterruptedException, Slots.NoSlot {
        if (jobs.pauseRequested(job.id())) {
            jobs.rested(job.id(), null, "paused");
            return null;
        }
        Dataset dataset = workplace.dataset(job);
        if (dataset == null) {
            return Ending.failed(new Failure(Code.DATA_CHECK_FAILED, job.state(), "the data set has been deleted",
                    "upload it again and start another job", null));
        }
        try (Slots.Slot slot = workplace.slot(job, dataset)) {
            Inspections.Outcome found = inspections.of(job, dataset, stopping);
            if (!(found instanceof Inspections.Passed)) {
                return found instanceof Inspections.Failed(Failure failure) ? Ending.failed(failure) : null;
            }
            if (!jobs.attempted(job.id())) {
                return null;
            }
            Path folder = workplace.order(job, dataset, slot.device().name());
            publication.announce(job, folder);
            return after(job, watch.follow(job, folder, slot::loaded, stopping), stopping);
        } catch (Refusal e) {
            return Ending.failed(new Failure(Code.SCHEMA_MISMATCH, job.state(), String.valueOf(e.getMessage()),
                    "start another job with what there is", null));
        }
    }

    private @Nullable Ending after(TrainJob job, WorkerWatch.End end, CountDownLatch stopping)
            throws InterruptedException {
        return switch (end) {
            case WorkerWatch.Told(WorkerEvent.Failed(Failure failure)) -> Ending.failed(failure);
            case WorkerWatch.Told(WorkerEvent.Succeeded result) -> {
                jobs.trained(job.id(), result);
                yield null;
            }
            case WorkerWatch.Told(WorkerEvent.Rested rested) -> {
                searches.rested(jobs.find(job.id()).orElse(job), rested);
                yield null;
            }
            case WorkerWatch.Told _ -> stopped(job);
            case WorkerWatch.TimedOut _ -> Ending.timedOut(new Failure(Code.INTERNAL, state(job),
                    "the job was not done in its time of " + job.spec().timeout(),
                    "give it a longer timeout, fewer epochs or fewer rows", null));
            case WorkerWatch.Stopped(boolean goesOn) -> {
                jobs.entered(job.id(), state(job), goesOn ? "the service stops; the worker goes on without it"
                        : "the service stops; the job goes on when it is back");
                yield null;
            }
            case WorkerWatch.Died(Launcher.Exit exit) -> died(job, exit, stopping);
        };
    }

    /** A worker that was asked to stop does so for a cancellation, a pause, or the end of the service. */
    private @Nullable Ending stopped(TrainJob job) {
        return jobs.cancelRequested(job.id()) ? Ending.cancelled("cancelled on request") : null;
    }

    private @Nullable Ending died(TrainJob job, Launcher.Exit exit, CountDownLatch stopping)
            throws InterruptedException {
        if (jobs.cancelRequested(job.id()) || jobs.pauseRequested(job.id())) {
            return stopped(job);
        }
        // An interrupt from the terminal reaches worker and service alike: what looks like a crash may be our own end.
        if (stopping.await(properties.grace().toMillis(), TimeUnit.MILLISECONDS)) {
            return null;
        }
        JobState state = state(job);
        if (exit.outOfMemory()) {
            return Ending.failed(new Failure(Code.OUT_OF_MEMORY, state, "the worker ran out of memory",
                    "use a smaller batch_size or give workers more heap", null));
        }
        if (exit.takenAway()) {
            jobs.entered(job.id(), state, "the worker ended by %s; another one goes on from the newest checkpoint"
                    .formatted(exit.description()));
            return null;
        }
        int crashes = jobs.crashed(job.id());
        if (crashes >= properties.maxAttempts()) {
            return Ending.failed(new Failure(Code.WORKER_CRASHED, state,
                    "worker_crashed: %d workers died, the last by %s".formatted(crashes, exit.description()),
                    "the job's log tells what the worker wrote last", null));
        }
        int epochs = jobs.find(job.id()).map(j -> j.history().size()).orElse(0);
        jobs.entered(job.id(), state,
                "worker_crashed: the worker ended by %s; worker %d of %d %s".formatted(exit.description(), crashes + 1,
                        properties.maxAttempts(), epochs == 0 ? "starts over" : "continues from epoch " + epochs));
        return null;
    }

    private Ending publish(TrainJob job) {
        WorkerEvent.Succeeded result = jobs.result(job.id()).orElseThrow();
        try {
            publication.publish(job, workplace.folder(job).resolve(result.folder()));
        } catch (Refusal e) {
            return Ending.failed(new Failure(Code.INTERNAL, JobState.EVALUATING, String.valueOf(e.getMessage()),
                    "the version was not taken into the registry; start the job again", null));
        }
        return Ending.succeeded(result.reason(), "the version is registered");
    }

    private JobState state(TrainJob job) {
        return jobs.find(job.id()).map(TrainJob::state).orElse(JobState.TRAINING);
    }
}
