package dev.fairway.inference.queue;

import dev.fairway.contract.Refusal;
import java.time.Duration;

/** A request was taken, but its deadline passed before its answer was there. */
class DeadlinePassed extends Refusal {

    DeadlinePassed(Duration timeout) {
        super(Kind.TIMED_OUT,
                "no answer within %d ms; allow more time, or send fewer rows at once".formatted(timeout.toMillis()));
    }
}
