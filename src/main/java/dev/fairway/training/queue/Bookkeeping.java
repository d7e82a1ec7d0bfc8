package dev.fairway.training.queue;

import dev.fairway.training.JobState;
import dev.fairway.training.TrainJob;
import dev.fairway.training.WorkerEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/** Writes down what a worker tells while it works; what it tells too often, it writes down now and then. */
final class Bookkeeping {

    private static final Duration PROGRESS_EVERY = Duration.ofMillis(500);
    /** Enough for any honest worker; more lines would fill the database, and the log file has them all. */
    private static final int MOST_LINES = 1_000;
    private static final int LONGEST_LINE = 2_000;

    private final TrainJob job;
    private final StoredJobs jobs;
    private final double wattsPerCore;
    private final Clock clock;
    private Instant progressDue = Instant.MIN;
    private final Set<TrainJob.Epoch> known;
    private int lines;

    Bookkeeping(TrainJob job, StoredJobs jobs, double wattsPerCore, Clock clock) {
        this.job = job;
        this.jobs = jobs;
        this.wattsPerCore = wattsPerCore;
        this.clock = clock;
        this.known = new HashSet<>(job.history());
    }

    void keep(WorkerEvent event) {
        String id = job.id();
        switch (event) {
            case WorkerEvent.Entered(JobState state, String message) -> {
                if (!state.isEnd()) {
                    jobs.entered(id, state, cut(message));
                }
            }
            case WorkerEvent.Prepared prepared -> prepared(prepared);
            case WorkerEvent.Stepped stepped -> stepped(stepped);
            case WorkerEvent.EpochEnded(int epoch, var metrics, double rate, double seconds, boolean best) ->
                ended(new TrainJob.Epoch(epoch, rate, seconds, best, metrics));
            case WorkerEvent.Spent spent -> jobs.spent(id, spent, wattsPerCore);
            case WorkerEvent.Logged(String level, String message) -> logged(level, message);
            case WorkerEvent.Succeeded _,WorkerEvent.Failed _,WorkerEvent.Cancelled _,WorkerEvent.Rested _ ->
                throw new IllegalArgumentException("a last word is not kept here: " + event);
        }
    }

    /** A worker that goes on from a checkpoint tells again what came before it. */
    private void ended(TrainJob.Epoch epoch) {
        if (known.add(epoch)) {
            jobs.epochEnded(job.id(), epoch);
        }
    }

    private void prepared(WorkerEvent.Prepared prepared) {
        jobs.prepared(job.id(), prepared);
    }

    private void stepped(WorkerEvent.Stepped stepped) {
        Instant now = clock.instant();
        if (!now.isBefore(progressDue) || stepped.step() == stepped.steps()) {
            progressDue = now.plus(PROGRESS_EVERY);
            jobs.progressed(job.id(), stepped);
        }
    }

    private void logged(String level, String message) {
        lines++;
        if (lines <= MOST_LINES) {
            jobs.logged(job.id(), level, cut(message));
        } else if (lines == MOST_LINES + 1) {
            jobs.logged(job.id(), "warning", "the worker says more than is kept here");
        }
    }

    private static String cut(String message) {
        return message.length() > LONGEST_LINE ? message.substring(0, LONGEST_LINE) + "…" : message;
    }
}
