package dev.fairway.inference.version;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Loads that make way for requests. */
class RestsTests {

    private final AtomicLong answered = new AtomicLong();
    private final Rests rests = new Rests(answered::get);

    @Test
    void aPieceOfWorkIsFollowedByThreeTimesItsLengthOfRest() {
        answered.incrementAndGet();
        assertThat(timed(Duration.ofMillis(20))).isGreaterThanOrEqualTo(Duration.ofMillis(60));
    }

    @Test
    void nobodyRestsWhereNothingIsAnswered() {
        answered.incrementAndGet();
        timed(Duration.ofMillis(1));
        assertThat(timed(Duration.ofMinutes(1))).isLessThan(Duration.ofMillis(400));
    }

    @Test
    void aLongPieceIsNotMadeUpForInFull() {
        answered.incrementAndGet();
        assertThat(timed(Duration.ofHours(1))).isBetween(Duration.ofMillis(500), Duration.ofSeconds(30));
    }

    @Test
    void shortPiecesAreRestedFromTogether() {
        answered.incrementAndGet();
        for (int piece = 0; piece < 9; piece++) {
            timed(Duration.ofNanos(100_000));
        }
        assertThat(timed(Duration.ofNanos(100_000))).isGreaterThanOrEqualTo(Duration.ofMillis(3));
    }

    private Duration timed(Duration work) {
        long start = System.nanoTime();
        rests.after(work.toNanos());
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
