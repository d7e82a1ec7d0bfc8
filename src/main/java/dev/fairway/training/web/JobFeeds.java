package dev.fairway.training.web;

import dev.fairway.contract.Refusal;
import dev.fairway.training.TrainJobs;
import dev.fairway.training.UnknownJob;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Tells listeners what happens to a job, as it happens; they are let go before the server waits for its last requests. */
@RestController
class JobFeeds implements SmartLifecycle {

    private final TrainJobs jobs;
    private volatile CountDownLatch stopping = new CountDownLatch(0);

    JobFeeds(TrainJobs jobs) {
        this.jobs = jobs;
    }

    @GetMapping(path = "/api/train-jobs/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter events(
            @PathVariable String id,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String last) {
        var _ = jobs.find(id).orElseThrow(() -> new UnknownJob(id));
        long after = last == null ? 0 : number(last);
        SseEmitter emitter = new SseEmitter(0L);
        Thread.ofVirtual().name("feed-" + id).start(new JobFeed(id, after, jobs, emitter, stopping));
        return emitter;
    }

    private static long number(String last) {
        try {
            return Long.parseLong(last);
        } catch (NumberFormatException _) {
            throw Refusal.malformed("Last-Event-ID", "must be the id of an event of this stream");
        }
    }

    @Override
    public void start() {
        stopping = new CountDownLatch(1);
    }

    @Override
    public void stop() {
        stopping.countDown();
    }

    @Override
    public boolean isRunning() {
        return stopping.getCount() > 0;
    }
}
