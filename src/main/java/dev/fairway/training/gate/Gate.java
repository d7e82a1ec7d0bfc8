package dev.fairway.training.gate;

import dev.fairway.feature.Fairness;
import dev.fairway.registry.Evaluation;
import dev.fairway.registry.Evaluation.Group;
import dev.fairway.registry.Evaluation.Range;
import dev.fairway.training.GateSpec;
import dev.fairway.training.Metrics;
import dev.fairway.training.TrainSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Holds a version's evaluation on the held-out rows against what its job asked for.
 *
 * <p>A fixed limit must be kept by the figure itself, and where the job is strict by the whole of its interval. Against
 * another version it is the other way round: a difference beyond the tolerance counts where chance does not explain it,
 * that is where the interval leaves out zero, and where the job is strict the whole interval must keep to the tolerance.
 * A single test set tells two equally good versions apart by some thousandths; without the interval every second
 * retraining would be refused for nothing.
 */
public final class Gate {

    /** A group of fewer rows says too little of itself to refuse a version. */
    private static final int FEWEST_ROWS = 30;

    private final TrainSpec spec;
    private final GateSpec gate;
    private final Evaluation evaluation;
    private final Findings findings;

    private Gate(TrainSpec spec, Evaluation evaluation) {
        this.spec = spec;
        this.gate = spec.gate();
        this.evaluation = evaluation;
        this.findings = new Findings(gate.strict());
    }

    /** What comes of it. */
    public enum Result {
        PASSED,
        MISSED,
        /** The comparison that was asked for could not be made, and nothing else speaks against the version. */
        NOT_RUN
    }

    /** @param reasons what speaks against the version, or else for it, each with figure, interval and limit */
    public record Outcome(Result result, List<String> reasons) {

        public boolean passed() {
            return result == Result.PASSED;
        }
    }

    /** @param comparison with the version that the job names; null where it names none */
    public static Outcome judge(TrainSpec spec, Evaluation evaluation, @Nullable Comparison comparison) {
        Gate judge = new Gate(spec, evaluation);
        judge.metrics();
        judge.baselines();
        judge.disparateImpact();
        judge.slices();
        if (comparison != null) {
            judge.against(comparison);
        }
        return judge.findings.outcome();
    }

    private void metrics() {
        Map<String, Double> test = evaluation.splits().getOrDefault("test", Map.of());
        gate.min()
                .forEach((metric, limit) -> findings.limit(metric, test.get(metric), evaluation.intervals().get(metric),
                        limit, Metrics.lessIsBetter(metric)));
    }

    /** One that is not beaten is told even where nobody asked: a high figure alone does not show it. */
    private void baselines() {
        for (Evaluation.Baseline baseline : evaluation.baselines()) {
            String metric = baseline.metric();
            String what = "%s %.4f of the baseline %s".formatted(metric, baseline.metrics().get(metric),
                    baseline.name());
            if (!baseline.beaten()) {
                findings.baseline("the %s is not beaten: the version has %s".formatted(what, measured(metric)),
                        gate.beatsBaselines());
            } else if (gate.beatsBaselines()) {
                findings.kept("the %s is beaten: the version has %s".formatted(what, measured(metric)));
            }
        }
    }

    private String measured(String metric) {
        Range range = evaluation.intervals().get(metric);
        return range == null ? "no interval of it" : "between %.4f and %.4f".formatted(range.low(), range.high());
    }

    private void disparateImpact() {
        Double limit = gate.minDisparateImpact();
        if (limit == null) {
            return;
        }
        for (Fairness.Attribute attribute : spec.fairness().attributes()) {
            List<Group> groups = evaluation.groups()
                    .stream()
                    .filter(g -> g.attribute().equals(attribute.name()) && g.rows() > 0)
                    .toList();
            for (DisparateImpact impact : DisparateImpact.of(attribute, groups, gate.confidence())) {
                findings.limit("disparate impact of %s '%s'".formatted(attribute.name(), impact.group()),
                        impact.value(), impact.interval(), limit, false);
            }
        }
    }

    private void slices() {
        for (GateSpec.Slice slice : gate.slices()) {
            List<Group> groups = evaluation.slices()
                    .stream()
                    .filter(g -> g.attribute().equals(slice.column()) && g.rows() >= FEWEST_ROWS
                            && g.metrics().containsKey(slice.metric()))
                    .sorted(Comparator.comparingDouble(g -> value(g, slice)))
                    .toList();
            String what = "gap of %s between the groups of %s".formatted(slice.metric(), slice.column());
            if (groups.size() < 2) {
                findings.kept("%s is not looked at: fewer than two have %d held-out rows".formatted(what, FEWEST_ROWS));
            } else {
                Group least = groups.getFirst();
                Group most = groups.getLast();
                findings.limit(
                        "%s ('%s' %.4f, '%s' %.4f)".formatted(what, least.value(), value(least, slice), most.value(),
                                value(most, slice)),
                        value(most, slice) - value(least, slice), null, slice.maxGap(), true);
            }
        }
    }

    private static double value(Group group, GateSpec.Slice slice) {
        return Objects.requireNonNull(group.metrics().get(slice.metric()));
    }

    private void against(Comparison comparison) {
        if (comparison.notRun() != null) {
            findings.notRun("not compared with %s: %s".formatted(comparison.other(), comparison.notRun()));
        } else if (comparison.version() == null) {
            findings.kept("there is no version %s to be worse than".formatted(comparison.against()));
        } else {
            String metric = Objects.requireNonNullElseGet(gate.metric(),
                    () -> comparison.metrics().containsKey("accuracy") ? "accuracy" : "rmse");
            Comparison.Difference difference = comparison.metrics().get(metric);
            if (difference == null) {
                findings.notRun("not compared with %s: %s is not defined on the held-out rows"
                        .formatted(comparison.other(), metric));
            } else {
                findings.difference(metric, comparison, difference, gate);
            }
            latency(comparison);
        }
    }

    private void latency(Comparison comparison) {
        Double limit = gate.maxLatencyRatio();
        Comparison.Latency latency = comparison.latency();
        if (limit != null && latency != null) {
            findings.limit(
                    "median time per row (%.0f µs) over that of %s (%.0f µs)".formatted(latency.candidateMicros(),
                            comparison.other(), latency.otherMicros()),
                    latency.ratio(), new Range(latency.low(), latency.high()), limit, true);
        }
    }

    /** What was found for and against a version. */
    private static final class Findings {

        private final boolean strict;
        private final List<String> missed = new ArrayList<>();
        private final List<String> kept = new ArrayList<>();
        private final List<String> notRun = new ArrayList<>();

        Findings(boolean strict) {
            this.strict = strict;
        }

        void kept(String reason) {
            kept.add(reason);
        }

        void baseline(String reason, boolean mustBeBeaten) {
            (mustBeBeaten ? missed : kept).add(reason);
        }

        void notRun(String reason) {
            notRun.add(reason);
        }

        void limit(String what, @Nullable Double value, @Nullable Range interval, double limit, boolean most) {
            Words words = new Words(most ? "most" : "least", limit);
            if (value == null || value.isNaN()) {
                missed.add(words.unmeasured(what));
                return;
            }
            double judged = strict && interval != null ? (most ? interval.high() : interval.low()) : value;
            boolean keeps = most ? judged <= limit : judged >= limit;
            (keeps ? kept : missed).add(words.of(what, value, interval));
        }

        void difference(String metric, Comparison with, Comparison.Difference found, GateSpec gate) {
            boolean less = Metrics.lessIsBetter(metric);
            double gain = less ? -found.difference() : found.difference();
            double low = Objects.requireNonNull(less ? found.high() : found.low()) * (less ? -1 : 1);
            double high = Objects.requireNonNull(less ? found.low() : found.high()) * (less ? -1 : 1);
            Double minGain = gate.minGain();
            boolean enough;
            if (minGain != null) {
                enough = strict ? low >= minGain : gain >= minGain && low > 0;
            } else {
                enough = strict ? low >= -gate.tolerance() : gain >= -gate.tolerance() || high >= 0;
            }
            (enough ? kept : missed).add(Words.difference(metric, with, found, gate));
        }

        Outcome outcome() {
            if (!missed.isEmpty()) {
                missed.addAll(notRun);
                return new Outcome(Result.MISSED, List.copyOf(missed));
            }
            if (!notRun.isEmpty()) {
                return new Outcome(Result.NOT_RUN, List.copyOf(notRun));
            }
            return new Outcome(Result.PASSED, kept.isEmpty() ? List.of("the job sets no limit") : List.copyOf(kept));
        }
    }
}
