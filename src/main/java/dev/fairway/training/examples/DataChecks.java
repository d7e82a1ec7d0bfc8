package dev.fairway.training.examples;

import dev.fairway.dataset.Dataset;
import dev.fairway.dataset.QualityReport;
import dev.fairway.dataset.QualityReport.Check;
import dev.fairway.dataset.QualityReport.Severity;
import dev.fairway.feature.Column;
import dev.fairway.feature.Fairness;
import dev.fairway.training.TrainSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks for what would make a model worthless before anything is spent on learning it. */
public final class DataChecks {

    /** From here on one column's association with the target deserves a look. */
    private static final double SUSPICIOUS = 0.9;

    private final TrainSpec spec;
    private final Examples examples;
    private final List<Check> checks = new ArrayList<>();

    private DataChecks(TrainSpec spec, Examples examples) {
        this.spec = spec;
        this.examples = examples;
    }

    /**
     * Reads the data set and checks it, as a train job would first do.
     *
     * @throws dev.fairway.contract.Refusal when the spec does not fit the data set
     */
    public static QualityReport of(TrainSpec spec, Dataset dataset) {
        ColumnPlan plan = ColumnPlan.of(spec, dataset);
        Examples examples = Examples.read(plan, dataset);
        return of(spec, plan, examples, examples.partition(spec.split(), spec.seed()));
    }

    public static QualityReport of(TrainSpec spec, ColumnPlan plan, Examples examples, Partition partition) {
        DataChecks checks = new DataChecks(spec, examples);
        checks.rows();
        checks.classes();
        checks.fairness();
        checks.leftOut(plan);
        if (examples.count() > 0) {
            examples.features().columns().forEach(checks::column);
            checks.repetition(partition);
        }
        return checks.report();
    }

    private QualityReport report() {
        checks.sort(Comparator.comparing(Check::severity));
        return new QualityReport(checks.stream().noneMatch(c -> c.severity() == Severity.ERROR), checks);
    }

    private void rows() {
        int count = examples.count();
        int least = spec.checks().minRows();
        add("rows", count < least ? Severity.ERROR : Severity.INFO, null, count, least,
                count < least
                        ? "%d rows with a target are too few; give at least %d, or lower checks.min_rows"
                                .formatted(count, least)
                        : "%d rows with a target".formatted(count));
        if (examples.dropped() > 0) {
            add("missing_target", Severity.WARNING, spec.target(), examples.dropped(), 0,
                    "%d rows are left out because they have no target".formatted(examples.dropped()));
        }
    }

    private void classes() {
        if (!(examples.truth() instanceof Truth.Classes classes)) {
            return;
        }
        if (classes.labels().words().size() < 2) {
            add("label_imbalance", Severity.ERROR, spec.target(), classes.labels().words().size(), 2,
                    "the target has fewer than two classes, so there is nothing to tell apart");
            return;
        }
        long[] counts = classes.counts();
        int rarest = rarest(counts);
        double share = (double) counts[rarest] / examples.count();
        if (share < spec.checks().minClassShare()) {
            add("label_imbalance", Severity.WARNING, spec.target(), share, spec.checks().minClassShare(),
                    "only %d of %d rows are '%s'; more of them, or loss 'weighted_cross_entropy', would help"
                            .formatted(counts[rarest], examples.count(), classes.labels().words().get(rarest)));
        }
    }

    private static int rarest(long[] counts) {
        int rarest = 0;
        for (int i = 1; i < counts.length; i++) {
            rarest = counts[i] < counts[rarest] ? i : rarest;
        }
        return rarest;
    }

    /** The profile of a data set names only the most frequent values; here all of them are known. */
    private void fairness() {
        Fairness fairness = spec.fairness();
        if (examples.truth() instanceof Truth.Classes classes) {
            absent(fairness.favourable(), Set.copyOf(classes.labels().words())).forEach(label -> add("favourable",
                    Severity.ERROR, spec.target(), 0, 1, "no row has the favourable label '%s'".formatted(label)));
        }
        for (Fairness.Attribute attribute : fairness.attributes()) {
            Set<@Nullable String> values = new HashSet<>();
            Collections.addAll(values, examples.attributes().words(attribute.name()));
            absent(attribute.privileged(), values).forEach(value -> add("privileged", Severity.ERROR, attribute.name(),
                    0, 1, "no row has the privileged value '%s'".formatted(value)));
        }
    }

    private static Stream<String> absent(List<String> named, Set<@Nullable String> present) {
        return named.stream().filter(name -> !present.contains(name));
    }

    private void leftOut(ColumnPlan plan) {
        for (ColumnPlan.LeftOut left : plan.leftOut()) {
            Severity severity = left.reason() == ColumnPlan.Reason.CONSTANT || left.reason() == ColumnPlan.Reason.EMPTY
                    ? Severity.WARNING
                    : Severity.INFO;
            add(left.reason().name().toLowerCase(Locale.ROOT), severity, left.column(), 0, 0,
                    "left out: " + left.reason().words());
        }
    }

    private void column(String name, Column column) {
        double missing = (double) missing(column) / examples.count();
        if (missing > spec.checks().maxMissing()) {
            add("missing", Severity.WARNING, name, missing, spec.checks().maxMissing(),
                    "%.1f %% of the rows have no value".formatted(100 * missing));
        }
        double limit = spec.checks().maxTargetAssociation();
        double association = TargetAssociation.of(column, examples.truth());
        if (association > limit) {
            add("target_leakage", Severity.ERROR, name, association, limit,
                    "alone it tells the target nearly perfectly, as a column made from the target does; "
                            + "exclude it, or raise checks.max_target_association if it will be known beforehand");
        } else if (association > SUSPICIOUS) {
            add("target_leakage", Severity.WARNING, name, association, limit,
                    "alone it tells most of the target; make sure that it is known before the target is");
        }
    }

    private static long missing(Column column) {
        return switch (column) {
            case Column.Numbers(double[] values) -> DoubleStream.of(values).filter(Double::isNaN).count();
            case Column.Words words -> Stream.of(words.values()).filter(java.util.Objects::isNull).count();
        };
    }

    private void repetition(Partition partition) {
        RowHashes hashes = new RowHashes(examples);
        repetition("duplicates", hashes.repeated(), examples.count(), "of the rows repeat another one");
        if (partition.test().length > 0) {
            repetition("train_test_overlap", hashes.shared(partition.test(), partition.train()),
                    partition.test().length, "of the test rows are training rows too, so the test looks too good");
        }
    }

    private void repetition(String check, int found, int rows, String what) {
        double share = (double) found / rows;
        double limit = spec.checks().maxDuplicates();
        if (found > 0) {
            add(check, share > limit ? Severity.WARNING : Severity.INFO, null, share, limit,
                    "%d (%.1f %%) %s".formatted(found, 100 * share, what));
        }
    }

    private void add(
            String name,
            Severity severity,
            @Nullable String column,
            double observed,
            double threshold,
            String message) {
        checks.add(new Check(name, severity, column, observed, threshold, message));
    }
}
