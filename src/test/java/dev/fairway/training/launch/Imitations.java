package dev.fairway.training.launch;

import dev.fairway.registry.VersionFolder;
import dev.fairway.training.Launcher;
import dev.fairway.training.WorkOrder;
import dev.fairway.training.WorkerEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** Launches workers that are threads of the test's own process, and do what {@link FakeWorker}s do. */
public final class Imitations implements Launcher {

    @Override
    public Worker launch(Path folder, int threads) {
        WorkOrder order = VersionFolder.JSON.readValue(folder.resolve(WorkOrder.FILE), WorkOrder.class);
        return new Imitation(new FakeWorker(folder, order));
    }

    private static final class Imitation implements Worker {

        private final BlockingQueue<WorkerEvent> events = new LinkedBlockingQueue<>();
        private final Thread thread;
        private volatile boolean closed;

        Imitation(FakeWorker worker) {
            thread = Thread.ofVirtual().start(() -> {
                try {
                    worker.work(events::add);
                } catch (InterruptedException _) {
                    events.add(new WorkerEvent.Cancelled("on request"));
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
        }

        @Override
        public @Nullable WorkerEvent next() throws IOException {
            try {
                return closed ? null : events.take();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }

        @Override
        public void cancel() {
            thread.interrupt();
        }

        @Override
        public Exit exit() {
            return new Exit(false, "an interruption");
        }

        @Override
        public void close() {
            closed = true;
            thread.interrupt();
        }
    }
}
