package dev.fairway.contract;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list, as every listing under {@code /api} answers.
 *
 * @param items the items asked for, in the order of their ids
 * @param next what to pass as {@code after} for the items that follow; null at the end
 */
public record Page<T>(List<T> items, @Nullable String next) {

    public Page {
        items = List.copyOf(items);
    }

    /**
     * Which part of a list is asked for.
     *
     * @param limit at most so many items
     * @param after only items behind this id; null from the start
     */
    public record Request(int limit, @Nullable String after) {

        private static final int MOST = 500;

        /** @throws Refusal when the limit is not between 1 and 500 */
        public Request {
            if (limit < 1 || limit > MOST) {
                throw Refusal.invalid("limit", "must be between 1 and %d, not %d".formatted(MOST, limit));
            }
        }

        /** One more than asked for, which shows whether anything follows. */
        public int fetch() {
            return limit + 1;
        }

        /** The page out of at most {@link #fetch()} rows that were found. */
        public <T> Page<T> of(List<T> found, Function<T, String> id) {
            boolean more = found.size() > limit;
            List<T> items = more ? found.subList(0, limit) : found;
            return new Page<>(items, more ? id.apply(items.getLast()) : null);
        }
    }
}
