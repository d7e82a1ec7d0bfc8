package dev.fairway.inference.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.registry.ModelName;
import dev.fairway.registry.VersionId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When a watch looks, on a clock of its own. */
class WatchTests {

    private static final long NOBODY = Long.MAX_VALUE;
    private static final long TICK = Watch.TICK.toNanos();
    private static final long LONG = Duration.ofMinutes(1).toNanos();

    private final VersionQueue queue = new VersionQueue("m/1", List.of(), QueueLimits.of(1, 1),
            new VersionMeters(new SimpleMeterRegistry(), new VersionId(new ModelName("m"), 1)), new FakeFaults());
    private final Watch watch = new Watch(queue);
    private final long now = System.nanoTime();

    @AfterEach
    void close() {
        var _ = queue.close(Duration.ZERO);
    }

    @Test
    void itLooksInTimeForTheNextDeadline() {
        watch.lookAgain(now, LONG);
        assertThat(watch.until(now)).isEqualTo(TICK);
        watch.lookAgain(now, 7);
        assertThat(watch.until(now)).isEqualTo(7);
    }

    @Test
    void itRestsOnceNobodyHasAskedForAWhile() {
        watch.lookAgain(now, NOBODY);
        assertThat(watch.until(now)).isEqualTo(TICK);
        rest();
        assertThat(watch.until(now)).isGreaterThan(TICK).isLessThan(Duration.ofSeconds(1).toNanos());
        watch.lookAgain(now, LONG);
        assertThat(watch.until(now)).isEqualTo(TICK);
    }

    @Test
    void whoComesWakesItInTime() {
        rest();
        watch.expect(now, now + LONG);
        assertThat(watch.until(now)).isEqualTo(TICK);
        watch.expect(now, now + 5);
        assertThat(watch.until(now)).isEqualTo(5);
        watch.expect(now, now + LONG);
        assertThat(watch.until(now)).isEqualTo(5);
    }

    private void rest() {
        IntStream.range(0, 100).forEach(_ -> watch.lookAgain(now, NOBODY));
    }
}
