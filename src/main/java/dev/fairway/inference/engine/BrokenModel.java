package dev.fairway.inference.engine;

import dev.fairway.contract.Refusal;

/** A version cannot be served: its network cannot be read, or does not compute what its schema says. */
public final class BrokenModel extends Refusal {

    public BrokenModel(String message) {
        super(Kind.INVALID, message);
    }

    /** @param cause goes to the log; callers see the message alone */
    public BrokenModel(String message, Throwable cause) {
        super(Kind.INVALID, message);
        initCause(cause);
    }
}
