package dev.fairway.registry;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How the calls of a model that name no version are shared out.
 *
 * @param split which versions answer and how many of the calls, relative to the sum of the weights; empty when the
 *     version in production answers all of them
 * @param shadow versions that see the calls too and answer nobody
 * @param stickyBy the request header by whose value a caller stays with a version; null when every request is for
 *     itself
 */
public record TrafficPlan(List<Share> split, List<Integer> shadow, @Nullable String stickyBy) {

    /** @param weight 0 or more; a version of weight 0 is held ready and gets no calls */
    public record Share(int version, int weight) {}

    /** Everything goes to production. */
    public static final TrafficPlan NONE = new TrafficPlan(List.of(), List.of(), null);

    /** What a version that answers everything has. */
    private static final int WHOLE = 100;

    public TrafficPlan {
        split = List.copyOf(split);
        shadow = List.copyOf(shadow);
    }

    /** Every version that must be loaded for it. */
    public Set<Integer> versions() {
        Set<Integer> versions = new TreeSet<>(shadow);
        split.forEach(share -> versions.add(share.version()));
        return versions;
    }

    /** The versions that answer. */
    public List<Integer> answering() {
        return split.stream().filter(share -> share.weight() > 0).map(Share::version).toList();
    }

    /** The plan once a version is promoted: it answers everything, and the other shadows go on. */
    public TrafficPlan promoted(int version) {
        return new TrafficPlan(List.of(), shadow.stream().filter(other -> other != version).toList(), null);
    }

    /** The plan in full, with the version in production as the split where there is none. */
    public TrafficPlan with(@Nullable Integer production) {
        return split.isEmpty() && production != null
                ? new TrafficPlan(List.of(new Share(production, WHOLE)), shadow, stickyBy)
                : this;
    }
}
