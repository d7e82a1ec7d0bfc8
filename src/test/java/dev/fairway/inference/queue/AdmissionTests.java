package dev.fairway.inference.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.contract.Refusal;
import dev.fairway.inference.Terms;
import dev.fairway.tensor.Tensor;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdmissionTests {

    private static final Duration RUN = Duration.ofMillis(100);
    private static final int BATCH = 8;

    private final Line line = new Line();
    private final Pace pace = new Pace();
    private final Admission admission = new Admission(QueueLimits.of(100, BATCH), line, pace);

    @Test
    void whoWouldBeLateIsRefusedAndToldWhenToComeBack() {
        runsTake(RUN);
        waiting(10 * BATCH, 5);
        assertThatThrownBy(() -> admission.check(ticket(5, RUN.multipliedBy(10)), 1)).isInstanceOf(TooLate.class)
                .extracting(e -> ((Refusal) e).retryAfter())
                .isEqualTo(Duration.ofSeconds(1));
        assertThatCode(() -> admission.check(ticket(5, RUN.multipliedBy(12)), 1)).doesNotThrowAnyException();
    }

    @Test
    void whenToComeBackFollowsFromTheSameForecast() {
        runsTake(Duration.ofSeconds(1));
        waiting(10 * BATCH, 5);
        assertThatThrownBy(() -> admission.check(ticket(5, Duration.ofSeconds(4)), 1))
                .isInstanceOfSatisfying(TooLate.class, late -> {
                    assertThat(late.kind()).isEqualTo(Refusal.Kind.OVERLOADED);
                    // Ten runs are ahead and one is its own, less the four seconds that it has.
                    assertThat(late.retryAfter()).isEqualTo(Duration.ofSeconds(7));
                });
    }

    @Test
    void moreWorkersAreFaster() {
        runsTake(RUN);
        waiting(10 * BATCH, 5);
        assertThatCode(() -> admission.check(ticket(5, RUN.multipliedBy(7)), 2)).doesNotThrowAnyException();
        assertThatThrownBy(() -> admission.check(ticket(5, RUN.multipliedBy(5)), 2)).isInstanceOf(TooLate.class);
    }

    @Test
    void thoseOfLowerPriorityAreNotInTheWay() {
        runsTake(RUN);
        waiting(10 * BATCH, 8);
        assertThatCode(() -> admission.check(ticket(5, RUN), 1)).doesNotThrowAnyException();
        assertThatThrownBy(() -> admission.check(ticket(9, RUN), 1)).isInstanceOf(TooLate.class);
    }

    @Test
    void aColdQueueRefusesNobody() {
        waiting(90, 5);
        assertThatCode(() -> admission.check(ticket(5, Duration.ofNanos(1)), 1)).doesNotThrowAnyException();
    }

    @Test
    void anIdleQueueRefusesNobodyHoweverSlowItWas() {
        runsTake(Duration.ofHours(1));
        assertThatCode(() -> admission.check(ticket(5, Duration.ofMillis(1)), 1)).doesNotThrowAnyException();
    }

    @Test
    void slowRunsOfSingleRowsSayLittleOfBatches() {
        pace.ran(1, RUN.toNanos());
        waiting(10 * BATCH, 5);
        assertThatCode(() -> admission.check(ticket(5, RUN.multipliedBy(12)), 1)).doesNotThrowAnyException();
    }

    @Test
    void aSingleSlowRunAmongFastOnesIsNoPace() {
        for (int i = 0; i < 20; i++) {
            pace.ran(BATCH, RUN.toNanos());
        }
        pace.ran(BATCH, RUN.multipliedBy(1000).toNanos());
        pace.ran(BATCH, RUN.toNanos());
        assertThat(pace.nanos(BATCH)).isEqualTo((double) RUN.toNanos());
    }

    @Test
    void aFullQueueRefusesAndTellsHowLongItIs() {
        runsTake(Duration.ofSeconds(1));
        for (int i = 0; i < 100; i++) {
            waiting(1, 5);
        }
        assertThatThrownBy(() -> admission.check(ticket(5, Duration.ofHours(1)), 1)).isInstanceOfSatisfying(
                QueueFull.class, full -> assertThat(full.retryAfter()).isEqualTo(Duration.ofSeconds(12)));
    }

    private void runsTake(Duration time) {
        pace.ran(1, time.toNanos());
        pace.ran(BATCH, time.toNanos());
    }

    private void waiting(int rows, int priority) {
        line.add(ticket(rows, priority, Duration.ofHours(1)));
    }

    private static Ticket ticket(int priority, Duration timeout) {
        return ticket(1, priority, timeout);
    }

    private static Ticket ticket(int rows, int priority, Duration timeout) {
        Tensor input = Tensor.of("x", List.of(rows, 1), new float[rows]);
        return new Ticket(List.of(input), rows, new Terms(timeout, priority, () -> false), System.nanoTime());
    }
}
