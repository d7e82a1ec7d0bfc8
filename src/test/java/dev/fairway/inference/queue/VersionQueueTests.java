package dev.fairway.inference.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fairway.contract.Refusal;
import dev.fairway.device.Device;
import dev.fairway.inference.Terms;
import dev.fairway.registry.ModelName;
import dev.fairway.registry.VersionId;
import dev.fairway.tensor.Tensor;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class VersionQueueTests {

    private static final Duration LONG = Duration.ofMinutes(1);

    private FakeModel model = new FakeModel();
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final VersionMeters meters = new VersionMeters(registry, new VersionId(new ModelName("m"), 1));
    private final FakeFaults faults = new FakeFaults();
    private VersionQueue queue = queue(QueueLimits.of(256, 4), 1);

    private VersionQueue queue(QueueLimits limits, int workers) {
        return new VersionQueue("m/1", List.of(new Instance(Device.CPU, model, workers)), limits, meters, faults);
    }

    private void limit(QueueLimits limits, int workers) {
        close();
        model = new FakeModel();
        queue = queue(limits, workers);
    }

    @AfterEach
    void close() {
        model.open();
        var _ = queue.close(LONG);
    }

    @Test
    void aRequestGetsTheOutputOfItsRows() {
        assertThat(queue.ask(List.of(rows(1, 2, 3)), within(LONG)).getFirst().toFloats()).containsExactly(1, 2, 3);
    }

    @Test
    void requestsAreAnsweredInTheOrderOfTheirComing() {
        hold();
        List<Future<Tensor>> asked = IntStream.range(10, 50).mapToObj(i -> ask(queue, LONG, i)).toList();
        model.open();
        asked.forEach(VersionQueueTests::output);
        List<Float> served = model.runs.stream().flatMap(List::stream).toList();
        assertThat(served).isSorted().hasSize(41);
    }

    @Test
    void whatWaitsIsRunTogether() {
        hold();
        List<Future<Tensor>> asked = IntStream.range(10, 17).mapToObj(i -> ask(queue, LONG, i)).toList();
        model.open();
        asked.forEach(VersionQueueTests::output);
        assertThat(model.runs).containsExactly(List.of(0f), List.of(10f, 11f, 12f, 13f), List.of(14f, 15f, 16f));
    }

    @Test
    void eachOfABatchGetsItsOwnRows() {
        hold();
        Future<Tensor> two = ask(queue, LONG, 10, 11);
        Future<Tensor> one = ask(queue, LONG, 12);
        model.open();
        assertThat(output(two)).containsExactly(10, 11);
        assertThat(output(one)).containsExactly(12);
    }

    @Test
    void moreRowsThanABatchAreRunInSlices() {
        assertThat(queue.ask(List.of(rows(1, 2, 3, 4, 5, 6, 7, 8, 9)), within(LONG)).getFirst().toFloats()).hasSize(9)
                .isSorted();
        assertThat(model.runs).extracting(List::size).containsExactly(4, 4, 1);
    }

    @Test
    void onlyTheGuiltyRequestOfABatchFails() {
        assertIsolated(FakeModel.FAILING);
    }

    @Test
    void anErrorLeavesTheWorkerAtWork() {
        assertIsolated(FakeModel.DEADLY);
        assertThat(queue.ask(List.of(rows(5)), within(LONG)).getFirst().toFloats()).containsExactly(5);
    }

    private void assertIsolated(float guilty) {
        hold();
        Future<Tensor> before = ask(queue, LONG, 10);
        Future<Tensor> bad = ask(queue, LONG, guilty);
        List<Future<Tensor>> after = List.of(ask(queue, LONG, 11), ask(queue, LONG, 12));
        model.open();
        assertThat(output(before)).containsExactly(10);
        assertThat(output(after.getFirst())).containsExactly(11);
        assertThat(output(after.getLast())).containsExactly(12);
        assertThatThrownBy(bad::get).hasCauseInstanceOf(ModelFailed.class);
    }

    @Test
    void aFullQueueRefusesAndSaysWhenToComeBack() {
        limit(QueueLimits.of(2, 4), 1);
        hold();
        List<Future<Tensor>> taken = List.of(ask(queue, LONG, 1), ask(queue, LONG, 2));
        assertThatThrownBy(() -> queue.ask(List.of(rows(3)), within(LONG))).isInstanceOfSatisfying(QueueFull.class,
                full -> {
                    assertThat(full.kind()).isEqualTo(Refusal.Kind.OVERLOADED);
                    assertThat(full.retryAfter()).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
                });
        model.open();
        taken.forEach(VersionQueueTests::output);
    }

    @Test
    void aRequestWhoseDeadlinePassesInLineIsToldAndNeverRun() {
        hold();
        Future<Tensor> late = ask(queue, Duration.ofMillis(20), 7);
        assertThatThrownBy(late::get).hasCauseInstanceOf(DeadlinePassed.class);
        assertThat(queue.size()).isZero();
        model.open();
        var _ = queue.close(LONG);
        assertThat(model.runs).doesNotContain(List.of(7f));
    }

    @Test
    void aRequestWhoseDeadlinePassesInARunIsToldThen() {
        model.shut();
        assertThatThrownBy(() -> queue.ask(List.of(rows(7)), within(Duration.ofMillis(50))))
                .isInstanceOf(DeadlinePassed.class)
                .hasMessageContaining("50 ms");
    }

    @Test
    void closingAnswersWhatWasTakenAndThenFreesTheModel() {
        hold();
        List<Future<Tensor>> taken = IntStream.range(10, 30).mapToObj(i -> ask(queue, LONG, i)).toList();
        model.open();
        var _ = queue.close(LONG);
        taken.forEach(VersionQueueTests::output);
        soon(model::isClosed);
    }

    @Test
    void whatTheDrainHasNoTimeForIsRefusedAndTheModelOutlivesItsRun() {
        hold();
        List<Future<Tensor>> taken = IntStream.range(10, 20).mapToObj(i -> ask(queue, LONG, i)).toList();
        var _ = queue.close(Duration.ofMillis(20));
        assertThat(taken).allSatisfy(one -> assertThatThrownBy(one::get).hasCauseInstanceOf(NotServing.class));
        assertThat(model.isClosed()).isFalse();
        model.open();
        soon(model::isClosed);
    }

    @Test
    void aClosedQueueTakesNothing() {
        var _ = queue.close(LONG);
        assertThatThrownBy(() -> queue.ask(List.of(rows(1)), within(LONG))).isInstanceOf(NotServing.class);
    }

    @Test
    void severalWorkersShareTheLine() {
        limit(QueueLimits.of(256, 1), 2);
        model.shut();
        List<Future<Tensor>> asked = IntStream.range(0, 6).mapToObj(i -> start(queue, LONG, i)).toList();
        soon(() -> queue.size() == 4);
        model.open();
        asked.forEach(VersionQueueTests::output);
    }

    @Test
    void batchesAndWaitsAreMeasured() {
        queue.ask(List.of(rows(1, 2, 3)), within(LONG));
        soon(() -> registry.get("fairway.inference.batch.size").summary().totalAmount() == 3);
        assertThat(registry.get("fairway.inference.queue").tag("device", "cpu").timer().count()).isEqualTo(1);
        meters.remove();
        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void whoseCallerHasGoneLeavesTheLineAndIsNotRun() {
        hold();
        AtomicBoolean gone = new AtomicBoolean();
        FutureTask<Tensor> left = start(new Terms(LONG, Terms.UNSAID, gone::get), 7);
        soon(() -> queue.size() == 1);
        gone.set(true);
        assertThatThrownBy(left::get).hasCauseInstanceOf(CallerGone.class);
        soon(() -> queue.size() == 0);
        model.open();
        assertThat(output(ask(queue, LONG, 8))).containsExactly(8);
        assertThat(model.runs).doesNotContain(List.of(7f));
    }

    @Test
    void whoIsInterruptedLeavesTheLineToo() throws InterruptedException {
        hold();
        AtomicBoolean told = new AtomicBoolean();
        Thread caller = Thread.ofVirtual().start(() -> {
            try {
                queue.ask(List.of(rows(7)), within(LONG));
            } catch (CallerGone _) {
                told.set(Thread.currentThread().isInterrupted());
            }
        });
        soon(() -> queue.size() == 1);
        caller.interrupt();
        caller.join();
        assertThat(told).isTrue();
        assertThat(queue.size()).isZero();
    }

    @Test
    void aCallerWhoCannotBeAskedHasGoneAndHarmsNobodyElse() {
        hold();
        Future<Tensor> odd = start(new Terms(LONG, 1, () -> {
            throw new IllegalStateException("the request was recycled");
        }), 7);
        Future<Tensor> late = ask(queue, Duration.ofMillis(100), 8);
        assertThatThrownBy(odd::get).hasCauseInstanceOf(CallerGone.class);
        assertThatThrownBy(late::get).hasCauseInstanceOf(DeadlinePassed.class);
    }

    @Test
    void inputsThatDifferInTheirRowsAreRefused() {
        List<Tensor> inputs = List.of(rows(1, 2), Tensor.of("other", List.of(3, 1), 1f, 2f, 3f));
        assertThatThrownBy(() -> queue.ask(inputs, within(LONG))).isInstanceOf(Refusal.class)
                .hasMessage("inputs.other: has 3 rows where numeric has 2");
    }

    @Test
    void aCallerWhoGoesDuringItsRunIsLetGoAndTheRunsAnswerDropped() {
        AtomicBoolean gone = new AtomicBoolean();
        model.shut();
        FutureTask<Tensor> left = start(new Terms(LONG, Terms.UNSAID, gone::get), 7);
        soon(model::isHeld);
        gone.set(true);
        assertThatThrownBy(left::get).hasCauseInstanceOf(CallerGone.class);
        model.open();
        assertThat(output(ask(queue, LONG, 8))).containsExactly(8);
    }

    @Test
    void theHigherPriorityIsRunFirst() {
        limit(QueueLimits.of(256, 1), 1);
        hold();
        List<FutureTask<Tensor>> asked = new ArrayList<>();
        for (int priority : new int[]{9, 1, 5}) {
            asked.add(start(new Terms(LONG, priority, () -> false), priority));
            soon(() -> queue.size() == asked.size());
        }
        model.open();
        asked.forEach(VersionQueueTests::output);
        assertThat(model.runs).containsExactly(List.of(0f), List.of(1f), List.of(5f), List.of(9f));
    }

    @Test
    void aForecastThatIsTooLateRefuses() {
        limit(QueueLimits.of(256, 1), 1);
        model.shut();
        FutureTask<Tensor> slow = start(within(LONG), 1);
        soon(model::isHeld);
        await().pollDelay(Duration.ofMillis(200)).until(() -> true);
        model.open();
        output(slow);
        hold();
        Future<Tensor> waiting = ask(queue, LONG, 2);
        assertThatThrownBy(() -> queue.ask(List.of(rows(3)), within(Duration.ofMillis(100))))
                .isInstanceOf(TooLate.class);
        model.open();
        output(waiting);
    }

    @Test
    void aNetworkWithoutRowsRunsOneRequestAtATimeWhateverItGives() {
        limit(QueueLimits.alone(256), 1);
        hold();
        List<Future<Tensor>> asked = List.of(ask(queue, LONG, 1, 2, 3), ask(queue, LONG, 4, 5, 6));
        model.open();
        assertThat(output(asked.getFirst())).containsExactly(1, 2, 3);
        assertThat(output(asked.getLast())).containsExactly(4, 5, 6);
        assertThat(model.runs).containsExactly(List.of(0f), List.of(1f, 2f, 3f), List.of(4f, 5f, 6f));
    }

    @Test
    void whatIsDoneIsCounted() {
        hold();
        List<Future<Tensor>> asked = IntStream.range(10, 14).mapToObj(i -> ask(queue, LONG, i)).toList();
        Future<Tensor> bad = ask(queue, LONG, FakeModel.FAILING);
        model.open();
        asked.forEach(VersionQueueTests::output);
        assertThatThrownBy(bad::get).hasCauseInstanceOf(ModelFailed.class);
        soon(() -> meters.statistics().success().count() == 5 && meters.statistics().fail().count() == 1);
        VersionStatistics statistics = meters.statistics();
        assertThat(statistics.inferences()).isEqualTo(5);
        assertThat(statistics.executions()).isEqualTo(2);
        assertThat(statistics.queue().count()).isEqualTo(6);
        assertThat(statistics.computeInfer().count()).isEqualTo(5);
        assertThat(statistics.success().nanos()).isGreaterThanOrEqualTo(statistics.computeInfer().nanos());
        assertThat(statistics.batches()).extracting(VersionStatistics.OfSize::rows).containsExactly(1, 4);
        assertThat(statistics.lastInference()).isNotNull();
    }

    private FutureTask<Tensor> start(Terms terms, float... rows) {
        FutureTask<Tensor> task = new FutureTask<>(() -> queue.ask(List.of(rows(rows)), terms).getFirst());
        Thread.ofVirtual().start(task);
        return task;
    }

    /** One request is in a run that does not end, so that whatever comes next waits. */
    private void hold() {
        model.shut();
        Thread.ofVirtual().start(() -> queue.ask(List.of(rows(0)), within(LONG)));
        soon(model::isHeld);
    }

    /** Asks on a thread of its own and returns once the request waits in the line. */
    private static Future<Tensor> ask(VersionQueue queue, Duration timeout, float... rows) {
        int before = queue.size();
        Future<Tensor> task = start(queue, timeout, rows);
        soon(() -> queue.size() > before || task.isDone());
        return task;
    }

    private static Future<Tensor> start(VersionQueue queue, Duration timeout, float... rows) {
        FutureTask<Tensor> task = new FutureTask<>(() -> queue.ask(List.of(rows(rows)), within(timeout)).getFirst());
        Thread.ofVirtual().start(task);
        return task;
    }

    private static Terms within(Duration timeout) {
        return new Terms(timeout, Terms.UNSAID, () -> false);
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
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }
}
