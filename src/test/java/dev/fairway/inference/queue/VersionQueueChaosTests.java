package dev.fairway.inference.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairway.contract.Refusal;
import dev.fairway.device.Device;
import dev.fairway.inference.Terms;
import dev.fairway.registry.ModelName;
import dev.fairway.registry.VersionId;
import dev.fairway.tensor.Tensor;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Failing runs, dying workers, breaking cards, lacking memory, instances that come and go, callers who go away, tight
 * deadlines and an unload, all under load: whoever asked is answered, once.
 */
class VersionQueueChaosTests {

    private static final int CALLERS = 64;
    private static final int ANSWERS_BEFORE_THE_UNLOAD = 3_000;

    private final FakeFaults faults = new FakeFaults();
    private final VersionMeters meters = new VersionMeters(new SimpleMeterRegistry(),
            new VersionId(new ModelName("m"), 1));
    private final VersionQueue queue = new VersionQueue("m/1", List.of(), QueueLimits.of(32, 8), meters, faults);
    private final LongAdder asked = new LongAdder();
    private final Map<String, LongAdder> endings = new ConcurrentHashMap<>();
    private volatile boolean unloaded;

    @ParameterizedTest
    @Timeout(60)
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void asManyAnswersGoOutAsRequestsCameIn(long seed) {
        Saboteur saboteur = new Saboteur(queue, faults, seed);
        saboteur.add(Device.cuda(0));
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int caller = 0; caller < CALLERS; caller++) {
                Random random = new Random(seed * CALLERS + caller);
                callers.execute(() -> call(random));
            }
            await().pollInterval(Duration.ofMillis(5)).atMost(Duration.ofSeconds(30)).until(() -> {
                saboteur.act();
                return ended("answered") > ANSWERS_BEFORE_THE_UNLOAD && ended("ModelFailed") > 0
                        && ended("CallerGone") > 0;
            });
            var _ = queue.close(Duration.ofMillis(seed));
            unloaded = true;
        }
        assertThat(endings.values().stream().mapToLong(LongAdder::sum).sum()).isEqualTo(asked.sum());
        assertThat(meters.statistics().success().count()).isEqualTo(ended("answered"));
        assertThat(meters.statistics().fail().count()).isEqualTo(asked.sum() - ended("answered"));
        assertThat(endings).containsKey("NotServing").doesNotContainKey("wrong");
        assertThat(queue.size()).isZero();
        await().until(() -> saboteur.models.stream().allMatch(FakeModel::isClosed));
        assertThat(saboteur.models).noneMatch(FakeModel::isMisused);
    }

    /** Asks until it is told of the unload, so that the unload always meets requests. */
    private void call(Random random) {
        String ending = "";
        while (!unloaded || !ending.equals("NotServing")) {
            asked.increment();
            ending = ending(random);
            endings.computeIfAbsent(ending, _ -> new LongAdder()).increment();
            if (!ending.equals("answered")) {
                // Whoever is refused asks again a little later, or there would be nothing but refusals.
                LockSupport.parkNanos(500_000);
            }
        }
    }

    private String ending(Random random) {
        Tensor input = input(random);
        try {
            Tensor output = queue.ask(List.of(input), terms(random)).getFirst();
            return Arrays.equals(output.toFloats(), input.toFloats()) ? "answered" : "wrong";
        } catch (Refusal | ModelFailed e) {
            return e.getClass().getSimpleName();
        }
    }

    private static Tensor input(Random random) {
        int rows = 1 + random.nextInt(12);
        int width = 1 + random.nextInt(2);
        float[] values = new float[rows * width];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(400) == 0 ? FakeModel.FAILING - random.nextInt(2) : random.nextInt(1000);
        }
        return Tensor.of("numeric", List.of(rows, width), values);
    }

    private static Terms terms(Random random) {
        Duration timeout = random.nextInt(20) == 0 ? Duration.ofNanos(random.nextInt(500_000)) : Duration.ofSeconds(30);
        boolean leaves = random.nextInt(10) == 0;
        long start = System.nanoTime();
        BooleanSupplier gone = () -> leaves && System.nanoTime() - start > 1_000_000;
        return new Terms(timeout, random.nextInt(Terms.LOWEST + 1), gone);
    }

    private long ended(String how) {
        LongAdder endings = this.endings.get(how);
        return endings == null ? 0 : endings.sum();
    }
}
