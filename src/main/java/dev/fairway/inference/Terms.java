package dev.fairway.inference;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * On what terms a request waits.
 *
 * @param timeout how long the answer may take; null for as long as the service's setting says
 * @param priority 1 is served first, {@value #LOWEST} last; {@value #UNSAID} for the one in the middle, as Triton has it
 * @param gone whether the caller has gone away, asked now and then while the request waits; it must be cheap
 */
public record Terms(@Nullable Duration timeout, int priority, BooleanSupplier gone) {

    public static final int UNSAID = 0;
    public static final int LOWEST = 10;

    /** A caller who waits as long as is usual. */
    public static final Terms USUAL = new Terms(null, UNSAID, () -> false);

    /** These terms, with so much time where they do not say. */
    public Terms or(Duration usual) {
        return timeout == null ? new Terms(usual, priority, gone) : this;
    }

    /** A caller who waits as long as is usual, unless it goes away. */
    public static Terms usual(BooleanSupplier gone) {
        return new Terms(null, UNSAID, gone);
    }
}
