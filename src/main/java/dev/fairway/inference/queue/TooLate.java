package dev.fairway.inference.queue;

import dev.fairway.contract.Refusal;
import java.time.Duration;
import java.util.List;

/** So much waits already that the answer would come after the request's deadline; it was not taken. */
class TooLate extends Refusal {

    TooLate(Duration timeout, Duration retryAfter) {
        super(Kind.OVERLOADED,
                "so much waits already that no answer would be there within %d ms; try again in about %d s"
                        .formatted(timeout.toMillis(), retryAfter.toSeconds()),
                List.of(), retryAfter);
    }
}
