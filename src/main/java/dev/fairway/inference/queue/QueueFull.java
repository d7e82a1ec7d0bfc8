package dev.fairway.inference.queue;

import dev.fairway.contract.Refusal;
import java.time.Duration;
import java.util.List;

/** As many requests wait for a version as its queue holds; this one was not taken. */
class QueueFull extends Refusal {

    QueueFull(int capacity, Duration retryAfter) {
        super(Kind.OVERLOADED, "%d requests are waiting already, and no more are taken; try again in about %d s"
                .formatted(capacity, retryAfter.toSeconds()), List.of(), retryAfter);
    }
}
