package dev.fairway.training.web;

import dev.fairway.training.SearchProgress;
import dev.fairway.training.TrainJob;
import dev.fairway.training.TrainJob.Progress;
import dev.fairway.training.TrainJobs;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * One listener of one job. It looks into the database now and then, so that it does not matter which instance the job
 * runs on, and so that a listener who comes back misses nothing of the job's log. Progress is not part of the log: a
 * listener gets the newest, under the id of the entry before it; so it is with the counts of a search.
 */
final class JobFeed implements Runnable {

    private static final Duration TICK = Duration.ofMillis(250);
    private static final int TICKS_PER_HEARTBEAT = 40;

    private final String id;
    private final TrainJobs jobs;
    private final SseEmitter listener;
    private final CountDownLatch stopping;
    private long last;
    private @Nullable Progress told;
    private @Nullable SearchProgress counted;

    JobFeed(String id, long last, TrainJobs jobs, SseEmitter listener, CountDownLatch stopping) {
        this.id = id;
        this.last = last;
        this.jobs = jobs;
        this.listener = listener;
        this.stopping = stopping;
    }

    @Override
    public void run() {
        try {
            int ticks = 0;
            while (!tell()) {
                if (++ticks % TICKS_PER_HEARTBEAT == 0) {
                    listener.send(SseEmitter.event().comment("still here"));
                }
                if (stopping.await(TICK.toMillis(), TimeUnit.MILLISECONDS)) {
                    break;
                }
            }
            listener.complete();
        } catch (IOException | IllegalStateException _) {
            // The listener has gone away.
        } catch (InterruptedException _) {
            listener.complete();
        } catch (RuntimeException e) {
            listener.completeWithError(e);
        }
    }

    /** Tells what is new; gives whether the job has ended and everything is told. */
    private boolean tell() throws IOException {
        TrainJob job = jobs.find(id).orElse(null);
        List<TrainJob.Entry> entries = jobs.log(id, last);
        for (TrainJob.Entry entry : entries) {
            last = entry.seq();
            listener.send(SseEmitter.event()
                    .id(Long.toString(last))
                    .name(entry.type())
                    .data(entry.data(), MediaType.TEXT_PLAIN));
        }
        if (job != null && job.progress() != null && !job.progress().equals(told)) {
            told = job.progress();
            listener.send(SseEmitter.event()
                    .id(Long.toString(last))
                    .name("progress")
                    .data(job.progress(), MediaType.APPLICATION_JSON));
        }
        if (job != null && job.search() != null && !job.search().equals(counted)) {
            counted = job.search();
            listener.send(SseEmitter.event()
                    .id(Long.toString(last))
                    .name("search")
                    .data(job.search(), MediaType.APPLICATION_JSON));
        }
        return entries.isEmpty() && (job == null || job.state().isEnd());
    }
}
