package dev.fairway.training.launch;

import dev.fairway.registry.VersionFolder;
import dev.fairway.training.Launcher;
import dev.fairway.training.WorkOrder;
import dev.fairway.training.WorkerEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Launches workers that outlive the service, as those in a cluster do, with {@link FakeWorker}s as threads of the test.
 * Those of a model called {@code evicted} lose their place five times over before they are let be.
 */
public final class LastingWorkers implements Launcher {

    private static final int EVICTIONS = 5;

    private final Map<Path, BlockingQueue<WorkerEvent>> working = new ConcurrentHashMap<>();
    private int evictions;

    @Override
    public Worker launch(Path folder, int threads) {
        BlockingQueue<WorkerEvent> known = working.get(folder);
        WorkOrder order = VersionFolder.JSON.readValue(folder.resolve(WorkOrder.FILE), WorkOrder.class);
        if (known == null && order.spec().model().value().equals("evicted") && evictions++ < EVICTIONS) {
            return new Lasting(folder, new LinkedBlockingQueue<>(), false, true);
        }
        return new Lasting(folder, working.computeIfAbsent(folder, _ -> begin(folder, order)), known != null, false);
    }

    private static BlockingQueue<WorkerEvent> begin(Path folder, WorkOrder order) {
        BlockingQueue<WorkerEvent> events = new LinkedBlockingQueue<>();
        Thread.ofVirtual().start(() -> {
            try {
                new FakeWorker(folder, order).work(events::add);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        return events;
    }

    private final class Lasting implements Worker {

        private final Path folder;
        private final BlockingQueue<WorkerEvent> events;
        private final boolean found;
        private final boolean evicted;
        private volatile boolean left;

        Lasting(Path folder, BlockingQueue<WorkerEvent> events, boolean found, boolean evicted) {
            this.folder = folder;
            this.events = events;
            this.found = found;
            this.evicted = evicted;
        }

        @Override
        public @Nullable WorkerEvent next() throws IOException {
            try {
                WorkerEvent event = null;
                while (event == null && !evicted && !left) {
                    event = events.poll(20, TimeUnit.MILLISECONDS);
                }
                return event;
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }

        @Override
        public boolean found() {
            return found;
        }

        @Override
        public boolean goesOn() {
            return true;
        }

        @Override
        public void leave() {
            left = true;
        }

        @Override
        public void cancel() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Exit exit() {
            return new Exit(false, "Evicted: the node was low on memory", true);
        }

        @Override
        public void close() {
            if (!left) {
                working.remove(folder);
            }
        }
    }
}
