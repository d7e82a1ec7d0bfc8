package dev.fairway.monitoring.bias;

import java.util.List;

/**
 * How a window's predictions fell on the groups of one attribute.
 *
 * @param attribute the protected attribute
 * @param groups its groups: the privileged one first
 * @param rows rows of each group
 * @param favourable those of them that were predicted a favourable outcome
 * @param unknown rows whose group is not known
 */
public record GroupCounts(String attribute, List<String> groups, long[] rows, long[] favourable, long unknown) {

    public GroupCounts {
        groups = List.copyOf(groups);
    }
}
