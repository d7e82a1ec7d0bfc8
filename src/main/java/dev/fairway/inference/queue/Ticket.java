package dev.fairway.inference.queue;

import dev.fairway.inference.Terms;
import dev.fairway.tensor.Tensor;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One request's place in a queue. It ends once, by an answer or by a refusal; whatever comes later is dropped.
 *
 * <p>Its caller waits without a timer, because setting and clearing one costs more than the whole rest of the wait. The
 * {@link Watch} ends it when its time is over.
 */
final class Ticket implements Comparable<Ticket> {

    /** What a step of priority is worth: that much earlier a request is taken to have come. */
    static final Duration AGEING = Duration.ofMillis(500);

    private static final Duration LONGEST = Duration.ofDays(365);
    private static final int MIDDLE = Terms.LOWEST / 2;

    private sealed interface Ending {

        record Answered(List<Tensor> outputs) implements Ending {}

        record Refused(RuntimeException reason) implements Ending {}
    }

    private final List<Tensor> inputs;
    private final int rows;
    private final Terms terms;
    private final Duration timeout;
    private final long takenAt;
    private final Thread caller = Thread.currentThread();
    private final AtomicReference<@Nullable Ending> ending = new AtomicReference<>();
    private long number;
    private boolean moved;

    /** @param now the time of {@link System#nanoTime} */
    Ticket(List<Tensor> inputs, int rows, Terms terms, long now) {
        this.inputs = inputs;
        this.rows = rows;
        this.terms = terms;
        this.timeout = timeout(terms);
        this.takenAt = now;
    }

    private static Duration timeout(Terms terms) {
        Duration timeout = Objects.requireNonNullElse(terms.timeout(), LONGEST);
        return timeout.compareTo(LONGEST) < 0 ? timeout : LONGEST;
    }

    List<Tensor> inputs() {
        return inputs;
    }

    int rows() {
        return rows;
    }

    /** From 1, which is served first, to {@link Terms#LOWEST}. */
    int priority() {
        return terms.priority() == Terms.UNSAID ? MIDDLE : Math.clamp(terms.priority(), 1, Terms.LOWEST);
    }

    Duration timeout() {
        return timeout;
    }

    long takenAt() {
        return takenAt;
    }

    long deadline() {
        return takenAt + timeout.toNanos();
    }

    /** Says which of the queue's requests it is, counted by their coming. */
    void number(long number) {
        this.number = number;
    }

    /**
     * Whose turn comes first. A step of priority weighs as much as {@link #AGEING} of waiting, so whoever waits rises: a
     * request is overtaken by those of a priority higher by {@code k} only if they came within {@code k} times that after
     * it, and never by its like.
     */
    @Override
    public int compareTo(Ticket other) {
        int byTurn = Long.signum(turn() - other.turn());
        return byTurn != 0 ? byTurn : Long.compare(number, other.number);
    }

    private long turn() {
        return takenAt + priority() * AGEING.toNanos();
    }

    /** Whether it may share a run with another: the tensors have the same types, and differ in the rows alone. */
    boolean joins(Ticket other) {
        for (int i = 0; i < inputs.size(); i++) {
            Tensor mine = inputs.get(i);
            Tensor its = other.inputs.get(i);
            if (mine.type() != its.type() || !alike(mine.shape(), its.shape())) {
                return false;
            }
        }
        return true;
    }

    private static boolean alike(List<Integer> one, List<Integer> other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (int i = 1; i < one.size(); i++) {
            if (!one.get(i).equals(other.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether it may be tried on another instance, since the first was to blame; only once, lest it wander for ever. */
    synchronized boolean move() {
        boolean first = !moved;
        moved = true;
        return first;
    }

    boolean isOver() {
        return ending.get() != null;
    }

    void answer(List<Tensor> outputs) {
        end(new Ending.Answered(outputs));
    }

    void refuse(RuntimeException reason) {
        end(new Ending.Refused(reason));
    }

    private void end(Ending how) {
        if (ending.compareAndSet(null, how)) {
            LockSupport.unpark(caller);
        }
    }

    /** Refuses it if its deadline has passed, and tells whether it is over now. */
    boolean expire(long now) {
        if (!isOver() && now - deadline() >= 0) {
            refuse(new DeadlinePassed(timeout));
        }
        return isOver();
    }

    /** Gives it up if its caller has gone away, and tells whether it is over now. */
    boolean dropIfGone() {
        if (!isOver() && isCallerGone()) {
            refuse(new CallerGone());
        }
        return isOver();
    }

    private boolean isCallerGone() {
        try {
            return terms.gone().getAsBoolean();
        } catch (RuntimeException _) {
            // A connection that cannot even be asked takes no answer. The others that are looked after must not suffer.
            return true;
        }
    }

    /** Waits on the thread that made it until it ends; an interruption ends it. */
    List<Tensor> await() {
        Ending how = ending.get();
        while (how == null) {
            LockSupport.park(this);
            if (Thread.currentThread().isInterrupted()) {
                refuse(new CallerGone());
            }
            how = ending.get();
        }
        return switch (how) {
            case Ending.Answered(List<Tensor> outputs) -> outputs;
            case Ending.Refused(RuntimeException reason) -> throw reason;
        };
    }
}
