package dev.fairway.monitoring.bias;

import dev.fairway.monitoring.bias.BiasFinding.Verdict;
import dev.fairway.monitoring.bias.BiasLimits.Tolerance;
import dev.fairway.statistics.Estimate;
import dev.fairway.statistics.Katz;
import dev.fairway.statistics.Newcombe;
import dev.fairway.statistics.Rate;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Compares how often each group of an attribute is favoured with how often the privileged one is. */
public final class BiasJudge {

    private final BiasLimits limits;

    public BiasJudge(BiasLimits limits) {
        this.limits = limits;
    }

    /** Two findings per group but the privileged one; a group without any row is not mentioned. */
    public List<BiasFinding> judge(GroupCounts counts) {
        return IntStream.range(1, counts.rows().length)
                .filter(group -> counts.rows()[group] > 0)
                .boxed()
                .flatMap(group -> judge(counts, group))
                .toList();
    }

    private Stream<BiasFinding> judge(GroupCounts counts, int group) {
        if (counts.rows()[group] < limits.minRows() || counts.rows()[0] < limits.minRows()) {
            return Stream.of(suppressed(counts, group, BiasFinding.STATISTICAL_PARITY_DIFFERENCE),
                    suppressed(counts, group, BiasFinding.DISPARATE_IMPACT));
        }
        Rate compared = rate(counts, group);
        Rate privileged = rate(counts, 0);
        return Stream.of(finding(counts, group, BiasFinding.STATISTICAL_PARITY_DIFFERENCE,
                Newcombe.difference(compared, privileged, limits.confidence()), limits.statisticalParityDifference()),
                finding(counts, group, BiasFinding.DISPARATE_IMPACT,
                        Katz.ratio(compared, privileged, limits.confidence()), limits.disparateImpact()));
    }

    private static Rate rate(GroupCounts counts, int group) {
        return new Rate(counts.favourable()[group], counts.rows()[group]);
    }

    private static BiasFinding finding(
            GroupCounts counts,
            int group,
            String metric,
            Estimate estimate,
            Tolerance tolerance) {
        boolean breached = tolerance.excludes(estimate.interval().low(), estimate.interval().high());
        boolean told = breached || !Double.isNaN(estimate.value());
        Verdict verdict = breached ? Verdict.BREACHED : told ? Verdict.OK : Verdict.INSUFFICIENT_DATA;
        return new BiasFinding(counts.attribute(), counts.groups().get(group), counts.groups().getFirst(), metric,
                finite(estimate.value()), finite(estimate.interval().low()), finite(estimate.interval().high()),
                counts.rows()[group], breached, verdict);
    }

    private BiasFinding suppressed(GroupCounts counts, int group, String metric) {
        boolean small = counts.rows()[group] < limits.minRows();
        return new BiasFinding(counts.attribute(), counts.groups().get(group), counts.groups().getFirst(), metric, null,
                null, null, small ? null : counts.rows()[group], false, Verdict.INSUFFICIENT_DATA);
    }

    /** A ratio to a group that nobody favoured has no number. */
    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
