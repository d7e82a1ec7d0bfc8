package dev.fairway.inference.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fairway.device.Device;
import dev.fairway.inference.Terms;
import dev.fairway.registry.ModelName;
import dev.fairway.registry.VersionId;
import dev.fairway.tensor.Tensor;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One line, two cards: instances come and go, and cards fail. */
@Timeout(60)
class InstancesTests {

    private static final Device FIRST = Device.cuda(0);
    private static final Device SECOND = Device.cuda(1);
    private static final Terms PATIENT = new Terms(Duration.ofMinutes(1), Terms.UNSAID, () -> false);

    private final FakeModel first = new FakeModel();
    private final FakeModel second = new FakeModel();
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final FakeFaults faults = new FakeFaults();
    private final VersionQueue queue = new VersionQueue("m/1", List.of(new Instance(FIRST, first, 1)),
            QueueLimits.of(256, 4), new VersionMeters(registry, new VersionId(new ModelName("m"), 1)), faults);

    @AfterEach
    void close() {
        first.open();
        second.open();
        var _ = queue.close(Duration.ZERO);
    }

    private void addSecond() {
        queue.add(new Instance(SECOND, second, 1));
    }

    @Test
    void anInstanceThatIsAddedTakesFromTheSameLine() {
        first.shut();
        Future<Tensor> held = ask(1);
        soon(first::isHeld);
        Future<Tensor> next = ask(2);
        addSecond();
        assertThat(output(next)).containsExactly(2);
        assertThat(second.runs).containsExactly(List.of(2f));
        first.open();
        assertThat(output(held)).containsExactly(1);
    }

    @Test
    void anInstanceThatIsRemovedEndsItsRunAndTheOthersGoOn() {
        addSecond();
        first.shut();
        second.shut();
        Future<Tensor> one = ask(0);
        soon(() -> first.isHeld() || second.isHeld());
        Future<Tensor> other = ask(1);
        soon(() -> first.isHeld() && second.isHeld());
        Future<Void> gone = queue.remove(FIRST);
        Future<Tensor> next = ask(7);
        assertThat(gone.isDone()).isFalse();
        first.open();
        soon(gone::isDone);
        assertThat(first.isClosed()).isTrue();
        second.open();
        assertThat(output(next)).containsExactly(7);
        assertThat(output(one)).containsExactly(0);
        assertThat(output(other)).containsExactly(1);
        assertThat(queue.devices()).containsExactly(SECOND);
    }

    @Test
    void withoutAnyInstanceRequestsAreRefusedAtOnce() {
        first.shut();
        Future<Tensor> held = ask(1);
        soon(first::isHeld);
        Future<Tensor> waiting = ask(2);
        Future<Void> gone = queue.remove(FIRST);
        assertThatThrownBy(waiting::get).hasCauseInstanceOf(NotServing.class);
        assertThatThrownBy(() -> queue.ask(List.of(rows(3)), PATIENT)).isInstanceOf(NotServing.class);
        assertThat(queue.isFailing()).isTrue();
        first.open();
        assertThat(output(held)).containsExactly(1);
        soon(gone::isDone);
        addSecond();
        assertThat(queue.ask(List.of(rows(4)), PATIENT).getFirst().toFloats()).containsExactly(4);
        assertThat(queue.isFailing()).isFalse();
    }

    @Test
    void whatABrokenCardFailedOnIsAnsweredByTheOther() {
        addSecond();
        first.breaks("CUDA error: an illegal memory access was encountered");
        second.shut();
        List<Future<Tensor>> asked = IntStream.range(0, 50).mapToObj(this::ask).toList();
        soon(first::isClosed);
        second.open();
        IntStream.range(0, 50).forEach(i -> assertThat(output(asked.get(i))).containsExactly(i));
        assertThat(faults.broken).containsExactly(FIRST);
        assertThat(queue.devices()).containsExactly(SECOND);
    }

    @Test
    void theLastCardThatBreaksLeavesNobodyWaiting() {
        first.shut();
        first.breaks("CUDA error: device-side assert triggered");
        List<Future<Tensor>> asked = IntStream.range(0, 20).mapToObj(this::ask).toList();
        soon(first::isHeld);
        first.open();
        assertThat(asked).allSatisfy(one -> assertThatThrownBy(one::get).hasCauseInstanceOf(NotServing.class));
        soon(first::isClosed);
        assertThat(faults.broken).containsExactly(FIRST);
        assertThat(queue.isFailing()).isTrue();
    }

    /** Otherwise the one request that makes cards break would break one after another. */
    @Test
    void aRequestIsTriedOnOneOtherCardAtMost() {
        FakeModel third = new FakeModel();
        List<FakeModel> models = List.of(first, second, third);
        models.forEach(FakeModel::shut);
        Future<Tensor> bad = ask(0);
        soon(first::isHeld);
        addSecond();
        var _ = ask(1);
        soon(second::isHeld);
        queue.add(new Instance(Device.CPU, third, 1));
        var _ = ask(2);
        soon(third::isHeld);

        first.breaks("CUDA error: device-side assert triggered");
        first.open();
        soon(() -> queue.size() == 1);
        second.open(1);
        soon(() -> queue.size() == 0 && second.isHeld());
        second.breaks("CUDA error: device-side assert triggered");
        second.open();
        assertThatThrownBy(bad::get).hasCauseInstanceOf(NotServing.class);
        assertThat(third.isHeld()).isTrue();
        third.open();
    }

    @Test
    void batchesAreHalvedUntilTheyFitTheMemory() {
        first.hasMemoryFor(2);
        first.shut();
        var _ = ask(0);
        soon(first::isHeld);
        List<Future<Tensor>> asked = IntStream.range(1, 9).mapToObj(this::ask).toList();
        soon(() -> queue.size() == 8);
        first.open();
        IntStream.range(0, 8).forEach(i -> assertThat(output(asked.get(i))).containsExactly(i + 1));
        assertThat(first.runs.stream().skip(2)).allMatch(run -> run.size() <= 2);
        assertThat(faults.exhausted).isEmpty();
        assertThat(registry.get("fairway.inference.max.batch").tag("device", "cuda:0").gauge().value()).isEqualTo(2);
    }

    @Test
    void withoutMemoryForARowItIsTold() {
        first.hasMemoryFor(0);
        assertThatThrownBy(() -> queue.ask(List.of(rows(1, 2)), PATIENT)).isInstanceOf(NotServing.class);
        assertThatThrownBy(() -> queue.ask(List.of(rows(3)), PATIENT)).isInstanceOf(NotServing.class);
        assertThat(faults.exhausted).containsExactly(FIRST);
        first.hasMemoryFor(4);
        assertThat(queue.ask(List.of(rows(5)), PATIENT).getFirst().toFloats()).containsExactly(5);
    }

    @Test
    void aWorkerThatDiesIsReplacedWithinASecond() {
        first.hasMemoryFor(0);
        faults.fatal = true;
        assertThatThrownBy(() -> queue.ask(List.of(rows(1)), PATIENT)).isInstanceOf(NotServing.class);
        first.hasMemoryFor(4);
        Terms soon = new Terms(Duration.ofSeconds(1), Terms.UNSAID, () -> false);
        assertThat(queue.ask(List.of(rows(2)), soon).getFirst().toFloats()).containsExactly(2);
        assertThat(queue.isFailing()).isFalse();
    }

    @Test
    void aWorkerThatDiesOfABrokenCardLeavesItsNetworkClosed() {
        first.breaks("CUDA error: unspecified launch failure");
        faults.fatal = true;
        assertThatThrownBy(() -> queue.ask(List.of(rows(1)), PATIENT)).isInstanceOf(NotServing.class);
        soon(first::isClosed);
    }

    private Future<Tensor> ask(float row) {
        FutureTask<Tensor> task = new FutureTask<>(() -> queue.ask(List.of(rows(row)), PATIENT).getFirst());
        Thread.ofVirtual().start(task);
        return task;
    }

    private static void soon(Callable<Boolean> condition) {
        await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(condition);
    }

    private static Tensor rows(float... values) {
        return Tensor.of("numeric", List.of(values.length, 1), values);
    }

    private static float[] output(Future<Tensor> asked) {
        try {
            return asked.get().toFloats();
        } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
            throw new AssertionError(e);
        }
    }
}
