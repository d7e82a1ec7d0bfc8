package dev.fairway.inference.version;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does things a while later, one at a time; what fails is tried again, and what is not due by the end is not done. */
final class Postponed implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Postponed.class);

    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1,
            Thread.ofPlatform().daemon().name("postponed").factory());

    Postponed() {
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    void after(Duration delay, Runnable task) {
        var _ = executor.schedule(() -> attempt(delay, task), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void attempt(Duration delay, Runnable task) {
        try {
            task.run();
        } catch (RuntimeException failure) {
            LOG.warn("something postponed failed and is tried again in {}", delay, failure);
            if (!executor.isShutdown()) {
                after(delay, task);
            }
        }
    }

    /** Waits for what is being done. It is not interrupted: an embedded database would be closed under others by that. */
    @Override
    public void close() {
        executor.close();
    }
}
