package dev.fairway.inference.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.device.Device;
import dev.fairway.registry.ModelName;
import dev.fairway.registry.VersionId;
import dev.fairway.tensor.Tensor;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchRunsTests {

    private long now;
    private final BatchRuns runs = new BatchRuns("m/1", new FakeModel(), 8,
            new VersionMeters(new SimpleMeterRegistry(), new VersionId(new ModelName("m"), 1), Device.CPU),
            new FailureStreak(() -> now));

    @Test
    void aModelThatFailsOnEverythingIsFailing() {
        IntStream.range(0, 20).forEach(_ -> serve(FakeModel.FAILING));
        assertThat(runs.areFailing()).isTrue();
    }

    @Test
    void aModelThatDiesOnEverythingIsFailingToo() {
        IntStream.range(0, 20).forEach(_ -> serve(FakeModel.DEADLY, FakeModel.FAILING));
        assertThat(runs.areFailing()).isTrue();
    }

    @Test
    void aModelThatFailsOnSomeRowsIsNot() {
        IntStream.range(0, 20).forEach(_ -> serve(FakeModel.FAILING, 1, FakeModel.FAILING, 2));
        assertThat(runs.areFailing()).isFalse();
    }

    @Test
    void theInnocentOfABatchAreAnswered() {
        List<Ticket> tickets = serve(1, FakeModel.FAILING, 3);
        assertThat(tickets.getFirst().await().getFirst().toFloats()).containsExactly(1);
        assertThat(tickets.getLast().await().getFirst().toFloats()).containsExactly(3);
        assertThatThrownBy(tickets.get(1)::await).isInstanceOf(ModelFailed.class);
    }

    /** A batch of requests of one row each, a second after the one before. */
    private List<Ticket> serve(float... rows) {
        now += Duration.ofSeconds(1).toNanos();
        List<Ticket> tickets = IntStream.range(0, rows.length)
                .mapToObj(i -> new Ticket(List.of(Tensor.of("numeric", List.of(1, 1), rows[i])), Duration.ofMinutes(1)))
                .toList();
        runs.serve(tickets);
        return tickets;
    }
}
