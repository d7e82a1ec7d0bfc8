package dev.fairway.inference.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PostponedTests {

    private final AtomicInteger done = new AtomicInteger();

    @Test
    void whatIsDueIsDone() {
        try (Postponed postponed = new Postponed()) {
            postponed.after(Duration.ofMillis(5), done::incrementAndGet);
            await().untilAtomic(done, org.hamcrest.Matchers.is(1));
        }
    }

    @Test
    void whatFailsIsTriedAgain() {
        try (Postponed postponed = new Postponed()) {
            postponed.after(Duration.ofMillis(5), () -> {
                if (done.incrementAndGet() < 3) {
                    throw new IllegalStateException("the database is away");
                }
            });
            await().untilAtomic(done, org.hamcrest.Matchers.is(3));
        }
    }

    @Test
    void whatIsNotDueByTheEndIsNotDone() {
        Postponed postponed = new Postponed();
        postponed.after(Duration.ofHours(1), done::incrementAndGet);
        postponed.close();
        assertThat(done).hasValue(0);
    }
}
