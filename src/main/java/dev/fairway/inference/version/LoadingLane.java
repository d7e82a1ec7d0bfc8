package dev.fairway.inference.version;

import jakarta.annotation.PreDestroy;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.stereotype.Component;

/**
 * The one thread on which networks are read and tried out, so that loading a version takes no time from those that answer.
 *
 * <p>Reading weights and timing batches keeps a core busy for seconds; TensorFlow Serving's users saw the latency of other
 * models grow fivefold meanwhile (tensorflow/serving#1866). So there is one such thread, loads wait for each other, and
 * where the system allows it the thread yields to every other: it runs when a core has nothing to answer. Nothing else
 * may be started from this thread, because on Linux a new thread is as meek as the one that made it.
 */
@Component
class LoadingLane {

    private final ExecutorService thread = Executors
            .newSingleThreadExecutor(Thread.ofPlatform().daemon().name("loading").factory());

    LoadingLane() {
        var _ = thread.submit(NativePriority::lower);
    }

    /**
     * Does the work there and waits for it, however long it takes: half a load would leave memory that nobody owns.
     *
     * @throws RuntimeException as the work throws
     */
    <T> T run(Callable<T> work) {
        var future = thread.submit(work);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return future.get();
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw thrown(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException thrown(ExecutionException e) {
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
    }

    @PreDestroy
    void close() {
        thread.shutdown();
    }
}
