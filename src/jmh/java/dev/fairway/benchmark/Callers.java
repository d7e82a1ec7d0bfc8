package dev.fairway.benchmark;

import dev.fairway.device.Device;
import dev.fairway.inference.Terms;
import dev.fairway.inference.djl.ServedNetwork;
import dev.fairway.inference.engine.LoadedModel;
import dev.fairway.inference.queue.DeviceFaults;
import dev.fairway.inference.queue.Instance;
import dev.fairway.inference.queue.QueueLimits;
import dev.fairway.inference.queue.VersionMeters;
import dev.fairway.inference.queue.VersionQueue;
import dev.fairway.registry.ModelName;
import dev.fairway.registry.VersionId;
import dev.fairway.tensor.Tensor;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/** Many callers in the same process, each with one row at a time: all through a queue, or each to the network by itself. */
final class Callers implements AutoCloseable {

    private static final Terms TERMS = Terms.USUAL.or(Duration.ofSeconds(30));

    private final List<Tensor> row;
    private final LoadedModel direct;
    private final VersionQueue queue;
    private final Semaphore lane = new Semaphore(1);

    Callers(Path directory, BenchmarkNetwork network) throws IOException {
        List<Integer> shape = new ArrayList<>(network.row());
        shape.addFirst(-1);
        Path file = directory.resolve(network.file());
        direct = ServedNetwork.load(file, shape);
        queue = new VersionQueue("benchmark", List.of(new Instance(Device.CPU, ServedNetwork.load(file, shape), 1)),
                QueueLimits.of(1_000, 32),
                new VersionMeters(new SimpleMeterRegistry(), new VersionId(new ModelName("benchmark"), 1)), new Calm());
        shape.set(0, 1);
        row = List.of(Tensor.of("x", shape, new float[shape.stream().reduce(1, Math::multiplyExact)]));
    }

    /** Nothing breaks here. */
    private static final class Calm implements DeviceFaults {

        @Override
        public void broken(Device device, Throwable failure) {
            throw new IllegalStateException(failure);
        }

        @Override
        public void exhausted(Device device, Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Rows that so many callers got answered in that time, when a worker batches what has come. */
    long greedy(int callers, Duration time) throws InterruptedException {
        return run(callers, time, one -> queue.ask(one, TERMS));
    }

    /** Rows that so many callers got answered in that time, when each runs the network for its own, one at a time. */
    long direct(int callers, Duration time) throws InterruptedException {
        return run(callers, time, one -> {
            lane.acquireUninterruptibly();
            try {
                direct.run(one);
            } finally {
                lane.release();
            }
        });
    }

    private long run(int callers, Duration time, Consumer<List<Tensor>> call) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        LongAdder rows = new LongAdder();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            threads.add(Thread.startVirtualThread(() -> {
                while (System.nanoTime() < end) {
                    call.accept(row);
                    rows.increment();
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return rows.sum();
    }

    @Override
    public void close() {
        queue.close(Duration.ofSeconds(5)).join();
        direct.close();
    }
}
