package dev.fairway.rollout;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How an operator wants the calls of a model to be shared out, as it was written; {@link TrafficCheck} makes a plan
 * of it.
 *
 * @param split versions that answer, with their weights; the one in production answers everything where it is absent
 * @param shadow versions that see the calls too and answer nobody
 * @param stickyBy name of the request header that keeps a caller with a version
 */
public record TrafficWish(
        @Nullable List<@Nullable Share> split,
        @Nullable List<@Nullable Integer> shadow,
        @Nullable String stickyBy) {

    /** @param weight how many of the calls, relative to the sum of the weights */
    public record Share(@Nullable Integer version, @Nullable Integer weight) {}

    List<@Nullable Share> shares() {
        return Objects.requireNonNullElse(split, List.of());
    }

    List<@Nullable Integer> shadows() {
        return Objects.requireNonNullElse(shadow, List.of());
    }
}
