package dev.fairway.inference.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fairway.device.Device;
import dev.fairway.inference.Terms;
import dev.fairway.inference.engine.LoadedModel;
import dev.fairway.registry.ModelName;
import dev.fairway.registry.VersionId;
import dev.fairway.tensor.Tensor;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A request that nobody else is near. */
class LoneRequestTests {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final Threads model = new Threads();
    private final VersionMeters meters = new VersionMeters(new SimpleMeterRegistry(),
            new VersionId(new ModelName("m"), 1));
    private final VersionQueue queue = new VersionQueue("m/1", List.of(new Instance(Device.CPU, model, 1)),
            QueueLimits.of(16, 4), meters, new FakeFaults());

    @BeforeEach
    void untilItIsKnownToBeQuick() {
        await().until(() -> ask() && model.ran.getLast() == Thread.currentThread());
    }

    @AfterEach
    void close() {
        model.gate.release(1000);
        queue.close(LONG).join();
        assertThat(model.isClosedInRun).isFalse();
    }

    @Test
    void isRunByItsOwnThread() {
        ask();
        assertThat(model.ran.getLast()).isEqualTo(Thread.currentThread());
    }

    @Test
    void isRunByAWorkerWhereTheNetworkIsNotQuick() {
        model.pause = Duration.ofMillis(20);
        ask();
        ask();
        assertThat(model.ran.getLast()).isNotEqualTo(Thread.currentThread());
    }

    @Test
    void isRunByAWorkerWhileOthersAreBeingRead() {
        meters.began();
        meters.began();
        ask();
        assertThat(model.ran.getLast()).isNotEqualTo(Thread.currentThread());
    }

    @Test
    void keepsNobodyWaitingWhoComesMeanwhile() {
        model.gate.drainPermits();
        CompletableFuture<Boolean> alone = CompletableFuture.supplyAsync(this::ask, Thread::startVirtualThread);
        await().until(model.gate::hasQueuedThreads);
        CompletableFuture<Boolean> next = CompletableFuture.supplyAsync(this::ask, Thread::startVirtualThread);
        await().until(() -> queue.size() == 1);
        model.gate.release(2);
        assertThat(alone.join()).isTrue();
        assertThat(next.join()).isTrue();
    }

    @Test
    void failsAloneAndTheNextIsAnswered() {
        model.isBroken = true;
        assertThatThrownBy(this::ask).isInstanceOf(ModelFailed.class);
        model.isBroken = false;
        assertThat(ask()).isTrue();
    }

    @Test
    void isAnsweredBeforeTheNetworkIsClosed() {
        model.gate.drainPermits();
        CompletableFuture<Boolean> alone = CompletableFuture.supplyAsync(this::ask, Thread::startVirtualThread);
        await().until(model.gate::hasQueuedThreads);
        CompletableFuture<Void> gone = queue.remove(Device.CPU);
        assertThat(gone).isNotDone();
        model.gate.release();
        assertThat(alone.join()).isTrue();
        gone.join();
    }

    private boolean ask() {
        return queue.ask(List.of(Tensor.of("x", List.of(1, 1), 1f)), new Terms(LONG, Terms.UNSAID, () -> false))
                .size() == 1;
    }

    /** A network that remembers who ran it. */
    private static final class Threads implements LoadedModel {

        private final List<Thread> ran = Collections.synchronizedList(new ArrayList<>());
        private final Semaphore gate = new Semaphore(1000);
        private volatile Duration pause = Duration.ZERO;
        private volatile boolean isBroken;
        private volatile boolean isRunning;
        private volatile boolean isClosedInRun;

        @Override
        public List<Tensor> run(List<Tensor> inputs) {
            isRunning = true;
            gate.acquireUninterruptibly();
            LockSupport.parkNanos(pause.toNanos());
            ran.add(Thread.currentThread());
            isRunning = false;
            if (isBroken) {
                throw new IllegalStateException("broken");
            }
            return inputs;
        }

        @Override
        public void close() {
            isClosedInRun = isRunning;
        }
    }
}
