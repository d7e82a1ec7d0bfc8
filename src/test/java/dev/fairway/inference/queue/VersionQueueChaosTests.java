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
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Failing runs, dying runs, tight deadlines and an unload, all under load: whoever asked is answered. */
class VersionQueueChaosTests {

    private static final int CALLERS = 64;
    private static final int REQUESTS_BEFORE_THE_UNLOAD = 5_000;

    private final FakeModel model = new FakeModel();
    private final VersionMeters meters = new VersionMeters(new SimpleMeterRegistry(),
            new VersionId(new ModelName("m"), 1));
    private final LongAdder asked = new LongAdder();
    private final Map<String, LongAdder> endings = new ConcurrentHashMap<>();

    @ParameterizedTest
    @Timeout(60)
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void asManyAnswersGoOutAsRequestsCameIn(long seed) {
        VersionQueue queue = new VersionQueue("m/1", List.of(new Instance(Device.CPU, model, 2)), QueueLimits.of(32, 8),
                meters, new FakeFaults());
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int caller = 0; caller < CALLERS; caller++) {
                Random random = new Random(seed * CALLERS + caller);
                callers.execute(() -> call(queue, random));
            }
            await().until(() -> answered() > REQUESTS_BEFORE_THE_UNLOAD);
            var _ = queue.close(Duration.ofMillis(seed));
        }
        assertThat(answered()).isEqualTo(asked.sum());
        assertThat(endings).containsKeys("answered", "ModelFailed", "NotServing").doesNotContainKey("wrong");
        assertThat(queue.size()).isZero();
        await().until(model::isClosed);
    }

    /** Asks until it hears that the version is unloaded, so that the unload always meets requests. */
    private void call(VersionQueue queue, Random random) {
        String ending = "";
        while (!ending.equals("NotServing")) {
            asked.increment();
            ending = ending(queue, random);
            endings.computeIfAbsent(ending, _ -> new LongAdder()).increment();
        }
    }

    private static String ending(VersionQueue queue, Random random) {
        float[] rows = new float[1 + random.nextInt(12)];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = random.nextInt(200) == 0 ? FakeModel.FAILING - random.nextInt(2) : random.nextInt(1000);
        }
        Duration timeout = random.nextInt(20) == 0 ? Duration.ofNanos(random.nextInt(500_000)) : Duration.ofSeconds(30);
        try {
            Tensor output = queue
                    .ask(List.of(Tensor.of("numeric", List.of(rows.length, 1), rows)),
                            new Terms(timeout, 0, () -> false))
                    .getFirst();
            return java.util.Arrays.equals(output.toFloats(), rows) ? "answered" : "wrong";
        } catch (Refusal | ModelFailed e) {
            return e.getClass().getSimpleName();
        }
    }

    private long answered() {
        return endings.values().stream().mapToLong(LongAdder::sum).sum();
    }
}
