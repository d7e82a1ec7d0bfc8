package dev.fairway.monitoring;

import dev.fairway.contract.Refusal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which series is asked for.
 *
 * @param version of this version; null for the one in production, or the newest where none is
 * @param metric what the values are
 * @param feature only of this feature or attribute; null for all
 * @param from of windows that closed at this time or later
 * @param to of windows that closed before this time
 * @param limit of the newest so many windows
 */
public record HistoryQuery(
        @Nullable Integer version,
        String metric,
        @Nullable String feature,
        Instant from,
        Instant to,
        int limit) {

    private static final int MOST = 2_000;

    /** @throws Refusal when the times are not in order or the limit is out of range */
    public HistoryQuery {
        if (!from.isBefore(to)) {
            throw Refusal.invalid("from", "must be before to, %s is not before %s".formatted(from, to));
        }
        if (limit < 1 || limit > MOST) {
            throw Refusal.invalid("limit", "must be between 1 and %d, not %d".formatted(MOST, limit));
        }
    }
}
