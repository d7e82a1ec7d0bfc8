package dev.fairway.inference.queue;

import dev.fairway.inference.engine.LoadedModel;
import dev.fairway.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** A network that gives back what it gets, remembers it, and misbehaves on rows that tell it to. */
final class FakeModel implements LoadedModel {

    /** A row on which a run fails. */
    static final float FAILING = -1;
    /** A row on which a run dies. */
    static final float DEADLY = -2;

    final List<List<Float>> runs = Collections.synchronizedList(new ArrayList<>());
    private final Semaphore gate = new Semaphore(Integer.MAX_VALUE / 2);
    private volatile @Nullable String broken;
    private volatile int memory = Integer.MAX_VALUE;
    private int inRun;
    private boolean closed;
    private volatile boolean misused;

    /** Lets no run begin until {@link #open}. */
    void shut() {
        gate.drainPermits();
    }

    void open() {
        gate.release(Integer.MAX_VALUE / 2);
    }

    /** Lets this many runs begin. */
    void open(int some) {
        gate.release(some);
    }

    /** Lets every run from now on fail with these words. */
    void breaks(String message) {
        broken = message;
    }

    /** Lets runs of more rows than that find no memory. */
    void hasMemoryFor(int rows) {
        memory = rows;
    }

    /** Whether a run has arrived at the gate and waits there. */
    boolean isHeld() {
        return gate.hasQueuedThreads();
    }

    /** Whether it was run after its closing, or closed in a run or twice. */
    boolean isMisused() {
        return misused;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public List<Tensor> run(List<Tensor> inputs) {
        enter();
        try {
            gate.acquireUninterruptibly();
            float[] rows = inputs.getFirst().toFloats();
            runs.add(boxed(rows));
            fail(inputs.getFirst().rows());
            for (float row : rows) {
                misbehave(row);
            }
            return List.of(Tensor.of("output", inputs.getFirst().shape(), rows));
        } finally {
            leave();
        }
    }

    private void fail(int rows) {
        String message = rows > memory ? "CUDA out of memory. Tried to allocate 2.00 GiB" : broken;
        if (message != null) {
            throw new IllegalStateException(message);
        }
    }

    private static void misbehave(float row) {
        if (row == FAILING) {
            throw new IllegalStateException("the run failed");
        }
        if (row == DEADLY) {
            throw new OutOfMemoryError("Direct buffer memory");
        }
    }

    private synchronized void enter() {
        if (closed) {
            misused = true;
            throw new AssertionError("a closed model was run");
        }
        inRun++;
    }

    private synchronized void leave() {
        inRun--;
    }

    @Override
    public synchronized void close() {
        if (inRun > 0 || closed) {
            misused = true;
            throw new AssertionError("closed while it ran, or twice");
        }
        closed = true;
    }

    private static List<Float> boxed(float[] rows) {
        List<Float> boxed = new ArrayList<>();
        for (float row : rows) {
            boxed.add(row);
        }
        return boxed;
    }
}
