package dev.fairway.inference.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.device.Device;
import dev.fairway.inference.Terms;
import dev.fairway.registry.ModelName;
import dev.fairway.registry.VersionId;
import dev.fairway.tensor.Tensor;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchRunsTests {

    private final FakeModel model = new FakeModel();
    private final VersionMeters meters = new VersionMeters(new SimpleMeterRegistry(),
            new VersionId(new ModelName("m"), 1));
    private final VersionQueue queue = new VersionQueue("m/1", List.of(), QueueLimits.of(256, 64), meters,
            new FakeFaults());
    private long now;
    private final Crew crew = new Crew(queue, new Instance(Device.CPU, model, 1), meters.of(Device.CPU),
            new FailureStreak(() -> now));
    private final BatchRuns runs = new BatchRuns(crew);

    @AfterEach
    void close() {
        var _ = queue.close(Duration.ZERO);
    }

    @Test
    void aModelThatFailsOnEverythingIsFailing() {
        IntStream.range(0, 20).forEach(_ -> serveLater(FakeModel.FAILING));
        assertThat(crew.isFailing()).isTrue();
    }

    @Test
    void aModelThatDiesOnEverythingIsFailingToo() {
        IntStream.range(0, 20).forEach(_ -> serveLater(FakeModel.DEADLY, FakeModel.FAILING));
        assertThat(crew.isFailing()).isTrue();
    }

    @Test
    void aModelThatFailsOnSomeRowsIsNot() {
        IntStream.range(0, 20).forEach(_ -> serveLater(FakeModel.FAILING, 1, FakeModel.FAILING, 2));
        assertThat(crew.isFailing()).isFalse();
    }

    /** A second after the batch before. */
    private void serveLater(float... rows) {
        now += Duration.ofSeconds(1).toNanos();
        var _ = serve(rows);
    }

    @Test
    void theInnocentOfABatchAreAnswered() {
        List<Ticket> tickets = serve(1, FakeModel.FAILING, 3);
        assertThat(tickets.getFirst().await().getFirst().toFloats()).containsExactly(1);
        assertThat(tickets.getLast().await().getFirst().toFloats()).containsExactly(3);
        assertThatThrownBy(tickets.get(1)::await).isInstanceOf(ModelFailed.class);
    }

    @Test
    void oneGuiltyOf64CostsTwoRunsForEachHalving() {
        float[] rows = new float[64];
        rows[37] = FakeModel.FAILING;
        serve(rows);
        assertThat(model.runs).hasSize(1 + 2 * 6);
    }

    @Test
    void guiltyRequestsAmongOthersAreAllFound() {
        float[] rows = new float[64];
        IntStream.iterate(0, i -> i < rows.length, i -> i + 3).forEach(i -> rows[i] = FakeModel.DEADLY);
        List<Ticket> tickets = serve(rows);
        for (int i = 0; i < rows.length; i++) {
            if (i % 3 == 0) {
                assertThatThrownBy(tickets.get(i)::await).isInstanceOf(ModelFailed.class);
            } else {
                assertThat(tickets.get(i).await()).hasSize(1);
            }
        }
    }

    @Test
    void aModelThatFailsOnEverythingIsNotAskedForEach() {
        float[] rows = new float[64];
        java.util.Arrays.fill(rows, FakeModel.FAILING);
        assertThat(serve(rows)).allSatisfy(ticket -> assertThatThrownBy(ticket::await).isInstanceOf(ModelFailed.class));
        assertThat(model.runs).hasSizeLessThan(40);
    }

    /** A batch of requests of one row each. */
    private List<Ticket> serve(float... rows) {
        List<Ticket> tickets = new ArrayList<>();
        for (float row : rows) {
            tickets.add(
                    new Ticket(List.of(Tensor.of("numeric", List.of(1, 1), row)), 1, Terms.USUAL, System.nanoTime()));
        }
        runs.serve(tickets);
        return tickets;
    }
}
