package dev.fairway.training.queue;

import dev.fairway.feature.Fairness;
import dev.fairway.registry.Evaluation;
import dev.fairway.registry.Evaluation.Group;
import dev.fairway.training.Metrics;
import dev.fairway.training.TrainSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Holds a version's evaluation on the test rows against what its job asked for. */
final class Gate {

    private final TrainSpec spec;
    private final Evaluation evaluation;
    private final List<String> missed = new ArrayList<>();
    private final List<String> reached = new ArrayList<>();

    private Gate(TrainSpec spec, Evaluation evaluation) {
        this.spec = spec;
        this.evaluation = evaluation;
    }

    /**
     * @param passed whether every limit is kept
     * @param reasons the limits that are not kept, or else those that are, each with the figure that was found
     */
    record Outcome(boolean passed, List<String> reasons) {}

    static Outcome judge(TrainSpec spec, Evaluation evaluation) {
        Gate gate = new Gate(spec, evaluation);
        gate.metrics();
        gate.disparateImpact();
        boolean passed = gate.missed.isEmpty();
        List<String> reasons = passed ? gate.reached : gate.missed;
        return new Outcome(passed, reasons.isEmpty() ? List.of("the job sets no limit") : List.copyOf(reasons));
    }

    private void metrics() {
        Map<String, Double> test = evaluation.splits().getOrDefault("test", Map.of());
        spec.gate().min().forEach((metric, limit) -> {
            boolean less = Metrics.lessIsBetter(metric);
            note(metric, test.get(metric), limit, less);
        });
    }

    private void disparateImpact() {
        Double limit = spec.gate().minDisparateImpact();
        if (limit == null) {
            return;
        }
        for (Fairness.Attribute attribute : spec.fairness().attributes()) {
            List<Group> groups = evaluation.groups()
                    .stream()
                    .filter(g -> g.attribute().equals(attribute.name()) && g.rows() > 0)
                    .toList();
            double privileged = rate(groups.stream().filter(g -> privileged(attribute, g)).toList());
            for (Group group : groups.stream().filter(g -> !privileged(attribute, g)).toList()) {
                double impact = share(group) / privileged;
                note("disparate impact of %s '%s'".formatted(attribute.name(), group.value()),
                        Double.isFinite(impact) ? Double.valueOf(impact) : null, limit, false);
            }
        }
    }

    private static boolean privileged(Fairness.Attribute attribute, Group group) {
        return attribute.privileged().contains(group.value());
    }

    /** Share of favourable predictions in all the groups together; NaN without rows. */
    private static double rate(List<Group> groups) {
        double rows = groups.stream().mapToLong(Group::rows).sum();
        return groups.stream().mapToDouble(g -> share(g) * g.rows()).sum() / rows;
    }

    private static double share(Group group) {
        return Objects.requireNonNullElse(group.favourable(), Double.NaN);
    }

    private void note(String what, @Nullable Double value, double limit, boolean less) {
        if (value == null || value.isNaN()) {
            missed.add("%s could not be measured on the test rows, and must be at %s %s".formatted(what,
                    less ? "most" : "least", limit));
            return;
        }
        boolean kept = less ? value <= limit : value >= limit;
        (kept ? reached : missed).add(String.format(Locale.ROOT, "%s is %.4f, and must be at %s %s", what, value,
                less ? "most" : "least", limit));
    }
}
