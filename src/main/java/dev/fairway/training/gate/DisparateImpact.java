package dev.fairway.training.gate;

import dev.fairway.feature.Fairness;
import dev.fairway.registry.Evaluation.Group;
import dev.fairway.registry.Evaluation.Range;
import dev.fairway.statistics.Estimate;
import dev.fairway.statistics.Katz;
import dev.fairway.statistics.Rate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rate of favourable predictions of a group over that of the privileged one.
 *
 * @param value null where either has no rows or nobody privileged is favoured
 */
record DisparateImpact(String group, @Nullable Double value, @Nullable Range interval) {

    static List<DisparateImpact> of(Fairness.Attribute attribute, List<Group> groups, double confidence) {
        Rate privileged = groups.stream()
                .filter(group -> attribute.privileged().contains(group.value()))
                .map(DisparateImpact::rate)
                .reduce(new Rate(0, 0), Rate::plus);
        return groups.stream()
                .filter(group -> !attribute.privileged().contains(group.value()))
                .map(group -> of(group.value(), Katz.ratio(rate(group), privileged, confidence)))
                .toList();
    }

    private static DisparateImpact of(String group, Estimate ratio) {
        return Double.isFinite(ratio.value())
                ? new DisparateImpact(group, ratio.value(), new Range(ratio.interval().low(), ratio.interval().high()))
                : new DisparateImpact(group, null, null);
    }

    private static Rate rate(Group group) {
        Double share = group.favourable();
        return share == null ? new Rate(0, 0) : new Rate(Math.round(share * group.rows()), group.rows());
    }
}
