package dev.fairway.inference.queue;

import dev.fairway.contract.Refusal;
import java.time.Duration;
import java.util.List;

/** Whoever asked has gone away, or was interrupted because the service stops; hardly anybody reads this. */
public class CallerGone extends Refusal {

    public CallerGone() {
        super(Kind.NOT_READY, "the caller went away before its answer was there, or the service is shutting down",
                List.of(), Duration.ofSeconds(1));
    }
}
