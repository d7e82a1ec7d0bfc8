package dev.fairway.training.quality;

import dev.fairway.contract.Refusal;
import dev.fairway.dataset.Dataset;
import dev.fairway.dataset.QualityReport.Severity;
import dev.fairway.feature.Column;
import dev.fairway.feature.ReferenceProfile.Reference;
import dev.fairway.statistics.DriftRule;
import dev.fairway.statistics.DriftVerdict;
import dev.fairway.training.TrainSpec.Split.Method;
import dev.fairway.training.examples.Truth;
import dev.fairway.training.spec.DataCheck;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Columns whose values are others in other rows than in those that are learnt from: in a newer data set, or in the test
 * rows where these are later ones. A column drifted when its population stability index is both beyond the limit and
 * beyond what chance gives ({@link DriftRule}); missing values count as a value.
 */
final class DriftCheck implements ColumnCheck {

    /** Chance that rows of one distribution are found to differ at all. */
    private static final double LEVEL = 0.01;
    private static final int FEWEST_ROWS = 100;

    private final Subject subject;
    private final Others others;
    private final Findings findings;
    private final List<String> names = new ArrayList<>();
    private final List<DriftRule.Sample> samples = new ArrayList<>();

    private DriftCheck(Subject subject, Others others, Findings findings) {
        this.subject = subject;
        this.others = others;
        this.findings = findings;
    }

    /** What the training rows are compared with. */
    interface Others {

        /** What they are, in words. */
        String what();

        /** Their values of a column. @throws Refusal when they have none that compare with it */
        Column like(ColumnValues column);
    }

    /** @param newer other rows to compare with; null for none */
    static List<ColumnCheck> of(Subject subject, @Nullable Others newer, Findings findings) {
        List<ColumnCheck> checks = new ArrayList<>();
        if (!findings.wants(DataCheck.MAX_DRIFT)) {
            return checks;
        }
        if (newer != null) {
            checks.add(new DriftCheck(subject, newer, findings));
        }
        Method method = subject.spec().split().method();
        if (method == Method.TIME || method == Method.COLUMN) {
            checks.add(new DriftCheck(subject, new TestRows(subject), findings));
        }
        return checks;
    }

    /** The test rows, which chance did not choose. */
    private record TestRows(Subject subject) implements Others {

        @Override
        public String what() {
            return "the test " + subject.units();
        }

        @Override
        public Column like(ColumnValues column) {
            return column.column().select(subject.partition().test());
        }
    }

    /** A data set that rows are named by in messages. */
    static String name(Dataset dataset) {
        return "data set %s, version %d".formatted(dataset.name(), dataset.version());
    }

    @Override
    public void look(ColumnValues column) {
        try {
            Column other = others.like(column);
            Reference reference = Reference.of(column.name(), column.column().select(subject.partition().train()));
            names.add(column.name());
            samples.add(new DriftRule.Sample(reference.counted(other), reference.counted()));
        } catch (Refusal e) {
            incomparable(others, column.name(), e, findings);
        }
    }

    static void incomparable(Others others, String column, Refusal reason, Findings findings) {
        findings.fact(Severity.WARNING, DataCheck.MAX_DRIFT.finding(), column, 0, 0,
                "cannot be compared with %s: %s".formatted(others.what(), reason.getMessage()));
    }

    @Override
    public void end() {
        target();
        if (names.isEmpty()) {
            return;
        }
        List<DriftVerdict> verdicts = new DriftRule(LEVEL, findings.limit(DataCheck.MAX_DRIFT), FEWEST_ROWS)
                .judge(samples);
        for (int i = 0; i < names.size(); i++) {
            if (verdicts.get(i).drifted()) {
                drifted(names.get(i), verdicts.get(i));
            }
        }
        if (verdicts.stream().noneMatch(DriftVerdict::drifted)) {
            double most = verdicts.stream().mapToDouble(DriftVerdict::score).filter(Double::isFinite).max().orElse(0);
            findings.within(DataCheck.MAX_DRIFT, null, most,
                    "the training %s are like %s".formatted(subject.units(), others.what()));
        }
    }

    private void target() {
        Column truth = switch (subject.truth()) {
            case Truth.Classes(var labels, int[] indices) ->
                new Column.Words(Arrays.stream(indices).mapToObj(labels.words()::get).toArray(String[]::new));
            case Truth.Quantity(double[] values) -> new Column.Numbers(values);
            case Truth.Anomalies _ -> null;
        };
        if (truth != null) {
            look(new ColumnValues(subject.spec().target(), truth));
        }
    }

    private void drifted(String column, DriftVerdict verdict) {
        findings.beyond(DataCheck.MAX_DRIFT, column, verdict.score(), verdict.threshold(),
                ("its values in %s are others than in the training %s (population stability index %.3f over %,d and %,d);"
                        + " learn from newer %2$s too, or leave the column out").formatted(others.what(),
                                subject.units(), verdict.score(), verdict.rows(), verdict.referenceRows()));
    }
}
