package dev.fairway.inference.version;

import dev.fairway.inference.VersionUnloaded;
import dev.fairway.inference.engine.NativeMemory;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Gives the system back what unloaded versions computed in: once for all that are unloaded within a while, because
 * whoever needs memory meanwhile has to wait.
 */
@Component
class FreedMemory {

    private static final Duration WHILE = Duration.ofSeconds(30);

    private final ScheduledExecutorService thread = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("freed-memory").factory());
    private final AtomicBoolean planned = new AtomicBoolean();

    @EventListener(VersionUnloaded.class)
    void unloaded() {
        if (planned.compareAndSet(false, true)) {
            var _ = thread.schedule(this::giveBack, WHILE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void giveBack() {
        planned.set(false);
        NativeMemory.trim();
    }

    @PreDestroy
    void close() {
        thread.shutdownNow();
    }
}
