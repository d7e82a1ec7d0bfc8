package dev.fairway.inference.queue;

import dev.fairway.inference.engine.LoadedModel;
import dev.fairway.tensor.Tensor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where requests wait for a version, and the workers that answer them.
 *
 * <p><b>Order.</b> First come, first served, by one lock over one deque: no priorities, no second queue, nothing that
 * could overtake.
 *
 * <p><b>Batches.</b> A free worker takes the oldest request and whatever waits behind it, up to the rows of a batch; it
 * never waits for more to come, so that a lone request pays nothing for batching. A request with more rows than a batch
 * is taken alone and run in slices.
 *
 * <p><b>Faults.</b> Whatever a run throws, {@link BatchRuns} refuses the guilty request alone and the worker goes on, so
 * there is no moment without one.
 *
 * <p><b>Promise.</b> Every request that was taken is answered: by its output, by the model's failure, at its deadline
 * (whether it waits or runs), or by the closing of the queue. A ticket takes only its first answer, so these may race.
 *
 * <p><b>End.</b> {@link #close} refuses new requests, waits for those taken, then refuses what is left. The network's
 * native memory must outlive a run that is still under way, so the last worker frees it, not the closer.
 */
public final class VersionQueue {

    private final String name;
    private final LoadedModel model;
    private final ServingLimits limits;
    private final BatchRuns runs;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Condition answered = lock.newCondition();
    private final Line line;
    private boolean open = true;
    private int workers;

    public VersionQueue(String name, LoadedModel model, ServingLimits limits, VersionMeters meters) {
        this.name = name;
        this.model = model;
        this.limits = limits;
        this.line = new Line(limits);
        this.runs = new BatchRuns(name, model, limits.maxBatch(), meters, new FailureStreak());
        this.workers = limits.workers();
        meters.watch(this);
        for (int i = 0; i < limits.workers(); i++) {
            Thread.ofPlatform().daemon().name("inference " + name + " #" + i).start(this::work);
        }
    }

    public ServingLimits limits() {
        return limits;
    }

    /** Whether the model has failed on everything that it was asked of late. */
    public boolean isFailing() {
        return runs.areFailing();
    }

    /** Requests that wait and are not yet in a batch. */
    int size() {
        lock.lock();
        try {
            return line.size();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits in line and gives the model's outputs.
     *
     * @throws QueueFull when no place is free
     * @throws DeadlinePassed when the output is not there in time
     * @throws NotServing when the queue is closed
     * @throws ModelFailed when the model fails on just these rows
     */
    public List<Tensor> ask(List<Tensor> inputs, Duration timeout) {
        Ticket ticket = new Ticket(inputs, timeout);
        enter(ticket);
        try {
            return ticket.await();
        } finally {
            leave(ticket);
        }
    }

    private void enter(Ticket ticket) {
        lock.lock();
        try {
            if (!open) {
                throw new NotServing("%s is being unloaded and takes no more requests".formatted(name));
            }
            line.add(ticket);
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    /** An expired request gives its place to another at once; usually it has left already, into a batch. */
    private void leave(Ticket ticket) {
        lock.lock();
        try {
            if (line.remove(ticket)) {
                answered.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        try {
            for (List<Ticket> taken = take(); !taken.isEmpty(); taken = take()) {
                long start = System.nanoTime();
                try {
                    runs.serve(taken);
                } finally {
                    done(taken, System.nanoTime() - start);
                }
            }
        } finally {
            end();
        }
    }

    /** The next batch; empty once the queue is closed and nothing waits. */
    private List<Ticket> take() {
        lock.lock();
        try {
            List<Ticket> taken = line.next();
            while (taken.isEmpty() && (open || !line.isEmpty())) {
                if (line.isEmpty()) {
                    arrived.awaitUninterruptibly();
                }
                taken = line.next();
            }
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private void done(List<Ticket> taken, long nanos) {
        lock.lock();
        try {
            line.done(taken, nanos);
            answered.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void end() {
        lock.lock();
        try {
            workers--;
            if (workers == 0) {
                model.close();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more requests, answers those that it has within the given time, and refuses those that are left. */
    public void close(Duration drain) {
        lock.lock();
        try {
            open = false;
            arrived.signalAll();
            awaitEmpty(drain);
            line.refuse(() -> new NotServing("%s was unloaded".formatted(name)));
        } finally {
            lock.unlock();
        }
    }

    private void awaitEmpty(Duration limit) {
        long left = limit.toNanos();
        try {
            while (left > 0 && !line.isIdle()) {
                left = answered.awaitNanos(left);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
