package dev.fairway.inference.queue;

import dev.fairway.device.Device;
import dev.fairway.inference.Terms;
import dev.fairway.tensor.Tensor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where requests wait for a version, and the workers that answer them.
 *
 * <p><b>Order.</b> One line for all instances, on whatever devices. First come, first served within a priority; across
 * priorities whoever waits rises, so that nobody starves ({@link Ticket#compareTo}).
 *
 * <p><b>Batches.</b> A free worker takes the first request and whatever waits behind it and has its shape, up to the rows
 * of a batch; it never waits for more to come, so that a lone request pays nothing for batching. A request with more
 * rows than a batch is taken alone and run in slices.
 *
 * <p><b>Alone.</b> A request that nobody else is near is run by its caller's own thread ({@link LentPlaces}).
 *
 * <p><b>Faults.</b> {@link BatchRuns} refuses a guilty request alone. A worker that dies all the same is replaced at once,
 * by itself or by the {@link Watch}. Instances whose device is broken are given up and their requests go to others, at
 * the places that they had.
 *
 * <p><b>Promise.</b> Every request that was taken is answered: by its output, by the model's failure, at its deadline
 * (whether it waits or runs), when its caller goes away, or by the closing of the queue. A ticket takes only its first
 * ending, so these may race.
 *
 * <p><b>End.</b> {@link #close} refuses new requests, waits for those taken, then refuses what is left. A network's native
 * memory must outlive a run that is still under way, so the last worker of an instance frees it, not the closer.
 */
public final class VersionQueue {

    private final String name;
    private final QueueLimits limits;
    private final VersionMeters meters;
    private final DeviceFaults faults;
    private final Watch watch = new Watch(this);
    private final Pace pace = new Pace();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Condition emptied = lock.newCondition();
    private final Line line = new Line();
    private final Admission admission;
    private final Crews crews = new Crews();
    private final AtomicInteger asking = new AtomicInteger();
    private final LentPlaces lent = new LentPlaces(crews);
    private boolean open = true;

    /** @param faults told when a device fails; the instances are the queue's from now on */
    public VersionQueue(
            String name,
            List<Instance> instances,
            QueueLimits limits,
            VersionMeters meters,
            DeviceFaults faults) {
        this.name = name;
        this.limits = limits;
        this.meters = meters;
        this.faults = faults;
        this.admission = new Admission(limits, line, pace);
        instances.forEach(this::add);
        watch.start(name);
    }

    String name() {
        return name;
    }

    public QueueLimits limits() {
        return limits;
    }

    DeviceFaults faults() {
        return faults;
    }

    /** Lets an instance work too, from now on. A queue that was closed closes it. */
    public void add(Instance instance) {
        Crew crew = new Crew(this, instance, meters.of(instance.device()), new FailureStreak());
        boolean welcome = alone(() -> {
            if (open) {
                crews.add(crew);
            }
            return open;
        });
        if (welcome) {
            meters.watch(this);
        } else {
            crew.close();
        }
    }

    /**
     * Lets the instances on a device end their runs and closes them, while the others go on.
     *
     * @return completes once they are closed
     */
    public CompletableFuture<Void> remove(Device device) {
        return all(alone(() -> {
            List<Crew> leaving = crews.on(device);
            leaving.forEach(this::dismiss);
            return leaving;
        }));
    }

    /** Where it is run now. */
    public List<Device> devices() {
        return alone(crews::devices);
    }

    /** Whether nobody answers: no instance is left, or each has failed on everything that it was asked of late. */
    public boolean isFailing() {
        return !alone(crews::isAnyFit);
    }

    /** Requests that wait and are not yet in a batch. */
    int size() {
        return alone(line::size);
    }

    /**
     * Waits in line and gives the model's outputs.
     *
     * @param inputs the network's inputs; they are read until the request ends, and where it is refused perhaps longer
     * @throws dev.fairway.contract.Refusal when the inputs differ in their rows
     * @throws QueueFull when no place is free
     * @throws TooLate when the output would not be there in time
     * @throws DeadlinePassed when it was not
     * @throws CallerGone when the caller went away or was interrupted
     * @throws NotServing when the queue is closed or its last device has failed
     * @throws ModelFailed when the model fails on just these rows
     */
    public List<Tensor> ask(List<Tensor> inputs, Terms terms) {
        long now = System.nanoTime();
        Ticket ticket = new Ticket(inputs, limits.rows(inputs), terms, now);
        asking.incrementAndGet();
        try {
            Worker idle = enter(ticket, now);
            if (idle != null) {
                runInPlaceOf(idle, ticket);
            }
            List<Tensor> outputs = ticket.await();
            meters.answered(System.nanoTime() - now);
            return outputs;
        } catch (RuntimeException e) {
            leave(ticket);
            meters.refused(System.nanoTime() - now);
            throw e;
        } finally {
            asking.decrementAndGet();
        }
    }

    /** Gives the idle worker in whose place the caller is to run it; null when it waits in line. */
    private @Nullable Worker enter(Ticket ticket, long now) {
        lock.lock();
        try {
            if (!open) {
                throw new NotServing("%s is being unloaded and takes no more requests".formatted(name));
            }
            if (crews.size() == 0) {
                throw homeless();
            }
            admission.check(ticket, crews.size());
            watch.expect(now, ticket.deadline());
            Worker idle = isAlone() && pace.isQuick(ticket.rows()) ? lent.lend(ticket) : null;
            if (idle == null) {
                line.add(ticket);
                lent.tell(arrived);
            }
            return idle;
        } finally {
            lock.unlock();
        }
    }

    private boolean isAlone() {
        return line.isEmpty() && asking.get() == 1 && meters.underWay() <= 1;
    }

    private void runInPlaceOf(Worker idle, Ticket ticket) {
        try {
            idle.serve(List.of(ticket));
        } finally {
            alone(() -> {
                lent.takeBack(idle);
                tellIfEmpty();
                if (!line.isEmpty() || ends(idle)) {
                    arrived.signalAll();
                }
                return idle;
            });
        }
    }

    private NotServing homeless() {
        return new NotServing("%s has no device to run on at the moment".formatted(name));
    }

    /** A request that is over gives its place to another at once. */
    private void leave(Ticket ticket) {
        alone(() -> {
            line.remove(ticket);
            tellIfEmpty();
            return ticket;
        });
    }

    /** What the worker had is dealt with: gives it the next batch, or an empty one when it is to end. */
    List<Ticket> next(Worker worker) {
        lock.lock();
        try {
            List<Ticket> taken = List.of();
            worker.running(taken);
            tellIfEmpty();
            while (taken.isEmpty() && !ends(worker)) {
                if (line.isEmpty() || worker.isLent()) {
                    worker.idle(true);
                    arrived.awaitUninterruptibly();
                    worker.idle(false);
                }
                taken = ends(worker) || worker.isLent() ? taken
                        : line.take(worker.crew().maxBatch(), System.nanoTime());
            }
            worker.running(taken);
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private boolean ends(Worker worker) {
        return !worker.isLent() && (worker.crew().isDismissed() || (!open && line.isEmpty()));
    }

    /** A worker is no more, be it dismissed or dead; what it left undone is refused. */
    void left(Worker worker) {
        Crew crew = worker.crew();
        List<Crew> ended = alone(() -> {
            crew.left(worker);
            worker.running().forEach(t -> t.refuse(new ModelFailed(new IllegalStateException("a worker died"))));
            worker.running(List.of());
            if (ends(worker)) {
                crew.dismiss();
            } else {
                crew.fill();
            }
            tellIfEmpty();
            // It may have been the one that was told of a request.
            arrived.signal();
            return crews.ended();
        });
        ended.forEach(Crew::close);
    }

    private void tellIfEmpty() {
        if (!open && isEmpty()) {
            emptied.signalAll();
        }
    }

    private boolean isEmpty() {
        return line.isEmpty() && crews.running().isEmpty();
    }

    /** A run of so many rows took so long. */
    void ran(int rows, long nanos) {
        pace.ran(rows, nanos);
    }

    /** Lets the workers of an instance end. Where none is left, nobody waits in vain. */
    void dismiss(Crew crew) {
        alone(() -> {
            crew.dismiss();
            arrived.signalAll();
            if (open && crews.size() == 0) {
                refuse(line.all(), this::homeless);
            }
            return crew;
        });
        meters.watch(this);
    }

    /** Hands requests that failed by no fault of theirs to whoever comes next, each once at most. */
    void move(List<Ticket> tickets) {
        alone(() -> {
            crews.haveNoMore(tickets);
            for (Ticket ticket : tickets) {
                if (!ticket.isOver() && crews.size() > 0 && ticket.move()) {
                    line.putBack(ticket);
                } else {
                    ticket.refuse(homeless());
                }
            }
            arrived.signalAll();
            return tickets;
        });
    }

    private void refuse(List<Ticket> tickets, Supplier<RuntimeException> reason) {
        for (Ticket ticket : tickets) {
            ticket.refuse(reason.get());
            line.remove(ticket);
        }
    }

    /** Ends what is over and replaces who is dead; gives false once there is nothing to look after any more. */
    boolean tend() {
        List<Ticket> taken = alone(this::everybody);
        long now = System.nanoTime();
        long next = Long.MAX_VALUE;
        for (Ticket ticket : taken) {
            if (!ticket.expire(now) && !ticket.dropIfGone()) {
                next = Math.min(next, ticket.deadline() - now);
            }
        }
        alone(crews::dead).forEach(this::left);
        long soonest = next;
        List<Crew> ended = alone(() -> {
            taken.stream().filter(Ticket::isOver).forEach(line::remove);
            tellIfEmpty();
            watch.lookAgain(now, soonest);
            return fillOrEnd();
        });
        ended.forEach(Crew::close);
        return alone(() -> open || !crews.isEmpty());
    }

    private List<Ticket> everybody() {
        List<Ticket> all = line.all();
        all.addAll(crews.running());
        return all;
    }

    private List<Crew> fillOrEnd() {
        if (!open && line.isEmpty()) {
            crews.dismiss();
        }
        crews.fill();
        if (!line.isEmpty()) {
            arrived.signal();
        }
        return crews.ended();
    }

    long untilNextLook() {
        return alone(() -> watch.until(System.nanoTime()));
    }

    /**
     * Takes no more requests, answers those that it has within the given time, and refuses those that are left.
     *
     * @return completes once all networks are closed
     */
    public CompletableFuture<Void> close(Duration drain) {
        return all(alone(() -> {
            List<Crew> last = crews.all();
            open = false;
            arrived.signalAll();
            awaitEmpty(drain);
            refuse(line.all(), () -> new NotServing("%s was unloaded".formatted(name)));
            crews.running().forEach(ticket -> ticket.refuse(new NotServing("%s was unloaded".formatted(name))));
            arrived.signalAll();
            return last;
        }));
    }

    private static CompletableFuture<Void> all(List<Crew> crews) {
        return CompletableFuture.allOf(crews.stream().map(Crew::gone).toArray(CompletableFuture[]::new));
    }

    private void awaitEmpty(Duration limit) {
        long left = limit.toNanos();
        try {
            while (left > 0 && !isEmpty()) {
                left = emptied.awaitNanos(left);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private <T> T alone(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
