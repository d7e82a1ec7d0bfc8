package dev.fairway.inference.queue;

import dev.fairway.device.Device;
import dev.fairway.inference.engine.LoadedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The workers of one instance. Who works is guarded by the lock of the queue; what they find out about the instance is
 * not.
 */
final class Crew {

    private static final Logger LOG = LoggerFactory.getLogger(Crew.class);

    private final VersionQueue queue;
    private final Instance instance;
    private final InstanceMeters meters;
    private final FailureStreak streak;
    private final AtomicBoolean faultTold = new AtomicBoolean();
    private final CompletableFuture<Void> gone = new CompletableFuture<>();
    private final List<Worker> workers = new ArrayList<>();
    private boolean dismissed;
    private volatile int maxBatch;

    Crew(VersionQueue queue, Instance instance, InstanceMeters meters, FailureStreak streak) {
        this.queue = queue;
        this.instance = instance;
        this.meters = meters;
        this.streak = streak;
        this.maxBatch = queue.limits().maxBatch();
        meters.maxBatch(maxBatch);
    }

    String name() {
        return queue.name() + " on " + instance.device();
    }

    Device device() {
        return instance.device();
    }

    LoadedModel model() {
        return instance.model();
    }

    int size() {
        return instance.workers();
    }

    /** Completes once the model is closed. */
    CompletableFuture<Void> gone() {
        return gone;
    }

    /** Hires until all places are taken: at first, and when a worker has died. */
    void fill() {
        while (!dismissed && workers.size() < instance.workers()) {
            Worker worker = new Worker(queue, this);
            worker.start("inference %s #%d".formatted(name(), workers.size()));
            workers.add(worker);
        }
    }

    /** Tells the workers to end after their runs. */
    void dismiss() {
        dismissed = true;
    }

    boolean isDismissed() {
        return dismissed;
    }

    List<Worker> workers() {
        return List.copyOf(workers);
    }

    /** Somebody who has nothing to do; null when all are busy, or on their way out. */
    @Nullable
    Worker idle() {
        for (Worker worker : workers) {
            if (worker.isIdle() && !dismissed) {
                return worker;
            }
        }
        return null;
    }

    /** A worker runs nothing any more. */
    void left(Worker worker) {
        workers.remove(worker);
    }

    boolean isEmpty() {
        return workers.isEmpty();
    }

    /** Whether it answers, as far as is known. */
    boolean isFit() {
        return !dismissed && !workers.isEmpty() && !isFailing();
    }

    /** Whether it has failed on everything that it was asked of late. */
    boolean isFailing() {
        return streak.isLong();
    }

    /** Frees the network, once nobody runs it. */
    void close() {
        try {
            instance.model().close();
        } catch (RuntimeException | Error e) {
            LOG.error("{}: the network could not be closed; its memory may be lost", name(), e);
        } finally {
            gone.complete(null);
        }
    }

    /** Whether its network knows rows. */
    boolean joins() {
        return queue.limits().joined();
    }

    /** Rows of a run at most: as the queue's limits say, or fewer where the device has not the memory. */
    int maxBatch() {
        return maxBatch;
    }

    /** Halves the batches, since so many rows were too many; gives false when they are as small as can be. */
    synchronized boolean shrink(int rows) {
        if (maxBatch == 1) {
            return false;
        }
        maxBatch = Math.max(1, Math.min(rows, maxBatch) / 2);
        meters.maxBatch(maxBatch);
        LOG.warn("{}: out of memory; from now on a run has {} rows at most", name(), maxBatch);
        return true;
    }

    /** These requests begin to be run. */
    void took(List<Ticket> tickets) {
        meters.took(tickets);
    }

    /** A batch was answered, in runs of so many rows at most. */
    void ran(Batch batch, Batch.Spent spent, int most) {
        streak.succeeded();
        meters.ran(batch, spent, most);
        int runs = Math.max(1, Math.ceilDiv(batch.rows(), most));
        queue.ran(Math.min(batch.rows(), most), (spent.input() + spent.infer() + spent.output()) / runs);
    }

    /** A request was refused because the model fails. */
    void failed() {
        streak.failed();
    }

    /** The device is broken: the crew is dismissed, and somebody else runs these. */
    void broken(List<Ticket> tickets, Throwable failure) {
        LOG.error("{}: the device is broken", name(), failure);
        streak.failed();
        queue.dismiss(this);
        queue.move(tickets);
        if (faultTold.compareAndSet(false, true)) {
            queue.faults().broken(device(), failure);
        }
    }

    /** The device has no memory for a row of these; somebody else may have. */
    void exhausted(List<Ticket> tickets, Throwable failure) {
        streak.failed();
        queue.move(tickets);
        if (faultTold.compareAndSet(false, true)) {
            LOG.error("{}: the device has no memory for a single row", name(), failure);
            queue.faults().exhausted(device(), failure);
        }
    }
}
