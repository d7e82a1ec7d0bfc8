package dev.fairway.dataset.store;

import dev.fairway.dataset.Arrival;
import dev.fairway.dataset.Arrival.Stage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** The uploads that are being taken in just now, in the order of their coming. */
final class Arrivals {

    private final Map<String, Arriving> arriving = new ConcurrentSkipListMap<>();

    /** One of them; gone when it is closed. */
    final class Arriving implements AutoCloseable {

        private final String id;
        private final String name;
        private final Instant startedAt;
        private final AtomicLong bytes = new AtomicLong();
        private final AtomicLong items = new AtomicLong();
        private volatile Stage stage = Stage.RECEIVING;

        private Arriving(String id, String name, Instant startedAt) {
            this.id = id;
            this.name = name;
            this.startedAt = startedAt;
        }

        void enter(Stage next) {
            stage = next;
        }

        void received(long more) {
            bytes.addAndGet(more);
        }

        void read(long more) {
            items.addAndGet(more);
        }

        private Arrival told() {
            return new Arrival(id, name, stage, bytes.get(), items.get(), startedAt);
        }

        @Override
        public void close() {
            arriving.remove(id);
        }
    }

    Arriving begin(String id, String name, Instant now) {
        Arriving begun = new Arriving(id, name, now);
        arriving.put(id, begun);
        return begun;
    }

    List<Arrival> all() {
        return arriving.values().stream().map(Arriving::told).toList();
    }
}
