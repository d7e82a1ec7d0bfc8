package dev.fairway.training.quality;

import dev.fairway.contract.Refusal;
import dev.fairway.dataset.ColumnDrift;
import dev.fairway.dataset.Dataset;
import dev.fairway.dataset.QualityReport.Severity;
import dev.fairway.feature.Column;
import dev.fairway.training.TrainSpec.Split.Method;
import dev.fairway.training.examples.Truth;
import dev.fairway.training.spec.DataCheck;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Columns whose values are others in other rows than in those that are learnt from: in a newer data set, or in the test
 * rows where these are later ones; see {@link ColumnDrift}.
 */
final class DriftCheck implements ColumnCheck {

    private final Subject subject;
    private final Others others;
    private final Findings findings;
    private final ColumnDrift drift = new ColumnDrift();

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
            drift.add(column.name(), column.column().select(subject.partition().train()), others.like(column));
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
        List<ColumnDrift.Move> moves = drift.moves(findings.limit(DataCheck.MAX_DRIFT));
        moves.stream().filter(ColumnDrift.Move::drifted).forEach(this::told);
        if (moves.stream().noneMatch(ColumnDrift.Move::drifted)) {
            findings.within(DataCheck.MAX_DRIFT, null,
                    moves.stream().mapToDouble(ColumnDrift.Move::score).max().orElse(0),
                    "no column has drifted from the training %s to %s".formatted(subject.units(), others.what()));
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

    private void told(ColumnDrift.Move moved) {
        findings.beyond(DataCheck.MAX_DRIFT, moved.column(), moved.score(), moved.threshold(),
                ("its values in %s are others than in the training %s (population stability index %.3f over %,d and %,d);"
                        + " learn from newer %2$s too, or leave the column out")
                        .formatted(others.what(), subject.units(), moved.score(), moved.rows(), moved.referenceRows()));
    }
}
