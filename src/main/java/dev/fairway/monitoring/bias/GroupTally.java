package dev.fairway.monitoring.bias;

import dev.fairway.feature.Column;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Counts rows and favourable predictions per group of one attribute. Belongs to one thread. */
public final class GroupTally {

    private final Grouping grouping;
    private final long[] rows;
    private final long[] favourable;
    private long unknown;

    public GroupTally(Grouping grouping) {
        this.grouping = grouping;
        this.rows = new long[grouping.groups().size()];
        this.favourable = new long[rows.length];
    }

    public String attribute() {
        return grouping.attribute();
    }

    /**
     * Counts the rows from {@code from} to before {@code to}.
     *
     * @param column the attribute's values; null where the rows came without it
     * @param favoured whether a row was predicted a favourable outcome
     */
    public void count(@Nullable Column column, IntPredicate favoured, int from, int to) {
        for (int row = from; row < to; row++) {
            int group = grouping.of(column, row);
            if (group == Grouping.UNKNOWN) {
                unknown++;
            } else {
                rows[group]++;
                favourable[group] += favoured.test(row) ? 1 : 0;
            }
        }
    }

    public GroupCounts counts() {
        return new GroupCounts(attribute(), grouping.groups(), rows.clone(), favourable.clone(), unknown);
    }

    /** Takes up what was counted elsewhere for the same groups. */
    public void add(GroupCounts counts) {
        if (!counts.groups().equals(grouping.groups())) {
            throw new IllegalArgumentException(
                    "counts of the groups %s do not add to %s".formatted(counts.groups(), grouping.groups()));
        }
        for (int g = 0; g < rows.length; g++) {
            rows[g] += counts.rows()[g];
            favourable[g] += counts.favourable()[g];
        }
        unknown += counts.unknown();
    }
}
