package dev.fairway.inference.queue;

import dev.fairway.contract.Refusal;
import java.time.Duration;
import java.util.List;

/** A version exists but does not answer now: it is loading, could not be loaded, was unloaded, or the service shuts down. */
public class NotServing extends Refusal {

    private static final Duration SOON = Duration.ofSeconds(1);

    public NotServing(String message) {
        super(Kind.NOT_READY, message, List.of(), SOON);
    }
}
