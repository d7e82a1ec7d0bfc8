package dev.fairway.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairway.inference.Answered;
import dev.fairway.monitoring.Town.Crowd;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InboxTests {

    private final Inbox inbox = new Inbox(100);
    private final Town town = new Town(3);

    private Answered people(int rows) {
        return town.answer(Crowd.asTrained(rows), Instant.EPOCH);
    }

    @Test
    void whatDoesNotFitIsLeftOut() {
        assertThat(inbox.offer(people(60))).isTrue();
        assertThat(inbox.offer(people(60))).isFalse();
        assertThat(inbox.offer(people(40))).isTrue();
    }

    @Test
    void whatIsTakenOutMakesRoom() {
        inbox.offer(people(100));
        inbox.next(Duration.ZERO);
        assertThat(inbox.offer(people(100))).isTrue();
    }

    @Test
    void anAnswerLargerThanTheInboxIsTakenWhenItIsEmpty() {
        assertThat(inbox.offer(people(500))).isTrue();
    }

    @Test
    void anOrderComesBehindTheAnswersBeforeIt() {
        inbox.offer(people(100));
        inbox.order(() -> {});
        assertThat(inbox.next(Duration.ZERO)).isInstanceOf(Inbox.Entry.Rows.class);
        assertThat(inbox.next(Duration.ZERO)).isInstanceOf(Inbox.Entry.Order.class);
        assertThat(inbox.next(Duration.ZERO)).isNull();
    }

    @Test
    void anOrderWakesItsReader() {
        assertThat(read(() -> inbox.order(() -> {})).join()).isInstanceOf(Inbox.Entry.Order.class);
    }

    @Test
    void anInboxThatIsHalfFullWakesItsReader() {
        assertThat(read(() -> inbox.offer(people(50))).join()).isInstanceOf(Inbox.Entry.Rows.class);
    }

    @Test
    void anAnswerAloneWakesNobody() {
        CompletableFuture<Inbox.@Nullable Entry> taken = read(() -> inbox.offer(people(1)));
        assertThat(taken).isNotDone();
        inbox.order(() -> {});
        assertThat(taken.join()).isInstanceOf(Inbox.Entry.Rows.class);
    }

    /** Does something once somebody waits at the inbox for a long time. */
    private CompletableFuture<Inbox.@Nullable Entry> read(Runnable then) {
        CompletableFuture<Inbox.@Nullable Entry> taken = new CompletableFuture<>();
        Thread reader = Thread.ofPlatform().start(() -> taken.complete(inbox.next(Duration.ofMinutes(1))));
        await().until(() -> reader.getState() == Thread.State.TIMED_WAITING);
        then.run();
        return taken;
    }
}
