package dev.fairway.inference.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FailureStreakTests {

    private long now = Long.MAX_VALUE - 1000;
    private final FailureStreak streak = new FailureStreak(() -> now);

    @Test
    void failuresAllTheWhileAreOne() {
        failFor(FailureStreak.SPAN);
        assertThat(streak.isLong()).isTrue();
    }

    @Test
    void aBurstIsNone() {
        for (int i = 0; i < 100; i++) {
            streak.failed();
        }
        assertThat(streak.isLong()).isFalse();
    }

    @Test
    void twoFailuresFarApartAreNone() {
        streak.failed();
        pass(FailureStreak.SPAN.multipliedBy(2));
        streak.failed();
        assertThat(streak.isLong()).isFalse();
    }

    @Test
    void oneAnswerEndsIt() {
        failFor(FailureStreak.SPAN);
        streak.succeeded();
        streak.failed();
        assertThat(streak.isLong()).isFalse();
    }

    @Test
    void itIsForgottenUntilTheNextFailure() {
        failFor(FailureStreak.SPAN);
        pass(FailureStreak.MEMORY);
        assertThat(streak.isLong()).isFalse();
        streak.failed();
        assertThat(streak.isLong()).isTrue();
    }

    private void failFor(Duration span) {
        streak.failed();
        for (int i = 1; i < FailureStreak.LEAST; i++) {
            pass(span.dividedBy(FailureStreak.LEAST - 1L));
            streak.failed();
        }
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }
}
