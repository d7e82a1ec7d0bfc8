package dev.fairway.monitoring;

import dev.fairway.contract.Refusal;
import dev.fairway.inference.AnswerListener;
import dev.fairway.inference.Answered;
import dev.fairway.inference.VersionUnloaded;
import dev.fairway.registry.VersionDeleted;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Counts answers behind the back of those who give them.
 *
 * <p>One thread owns every counter; whoever answers only leaves a reference in a bounded {@link Inbox}. So an answer
 * waits for no lock, counting needs no atomic operation, a window of 1,000 rows has exactly 1,000, and judging and
 * storing a window delay nobody but the counting of the next one. When counting cannot keep up, answers are left out and
 * {@link Dropped counted}.
 *
 * <p>Orders travel through the same inbox, so they find everything counted that was answered before them.
 *
 * <p>What is counted is written down every few seconds and at a clean stop; a kill loses what came since.
 */
@Component
class Watch implements AnswerListener, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    private static final Duration BEAT = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PRUNING = Duration.ofMinutes(1);

    private final boolean enabled;
    private final Inbox inbox;
    private final Monitors monitors;
    private final Dropped dropped;
    private final List<Chore> chores;
    private volatile boolean running;
    private @Nullable Thread thread;

    Watch(Monitors monitors, Reports reports, Dropped dropped, MonitoringProperties properties, Clock clock) {
        this.enabled = properties.enabled();
        this.inbox = new Inbox(properties.inboxRows());
        this.monitors = monitors;
        this.dropped = dropped;
        this.chores = List.of(new Chore(BEAT, monitors::tick), new Chore(properties.flush(), monitors::flush),
                new Chore(PRUNING,
                        () -> reports.prune(clock.instant().minus(properties.retention()), properties.maxReports())));
    }

    @Override
    public void answered(Answered answer) {
        if (enabled && !inbox.offer(answer)) {
            dropped.add(answer.version(), answer.predictions().rows());
        }
    }

    @EventListener
    void end(VersionUnloaded unloaded) {
        order(() -> monitors.end(unloaded.id()));
    }

    @EventListener
    void forget(VersionDeleted deleted) {
        order(() -> monitors.forget(deleted.id()));
    }

    private void order(Runnable work) {
        inbox.order(new Chore(Duration.ZERO, work)::doIfDue);
    }

    /** Does something with the monitors once everything answered so far is counted and due windows are closed. */
    <T> T ask(Supplier<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        inbox.order(() -> {
            try {
                monitors.tick();
                answer.complete(question.get());
            } catch (RuntimeException failure) {
                answer.completeExceptionally(failure);
            }
        });
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new Refusal(Refusal.Kind.NOT_READY, "monitoring is behind its traffic; try again", List.of(),
                    PATIENCE);
        } catch (ExecutionException e) {
            throw new IllegalStateException("monitoring could not answer", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void start() {
        monitors.resume();
        running = true;
        thread = Thread.ofPlatform().name("monitoring").daemon().start(this::run);
    }

    /** Counts what still waits, and writes it down. */
    @Override
    public void stop() {
        Thread counting = thread;
        running = false;
        if (counting != null) {
            inbox.order(() -> {});
            try {
                counting.join(PATIENCE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Below those who answer: they start later and stop earlier, so that their last answers are counted. */
    @Override
    public int getPhase() {
        return 0;
    }

    private void run() {
        while (running) {
            work(BEAT);
            chores.forEach(Chore::doIfDue);
        }
        boolean more = true;
        while (more) {
            more = work(Duration.ZERO);
        }
        new Chore(Duration.ZERO, monitors::flush).doIfDue();
    }

    /** Takes the next entry; gives false when there is none. Whatever fails, the watch goes on. */
    private boolean work(Duration patience) {
        Inbox.Entry entry = inbox.next(patience);
        switch (entry) {
            case Inbox.Entry.Rows(Answered answer) -> count(answer);
            case Inbox.Entry.Order(Runnable order) -> order.run();
            case null -> {
            }
        }
        return entry != null;
    }

    private void count(Answered answer) {
        try {
            if (monitors.count(answer)) {
                return;
            }
        } catch (RuntimeException failure) {
            LOG.error("answers of {} could not be counted", answer.version(), failure);
        }
        dropped.add(answer.version(), answer.predictions().rows());
    }
}
