package dev.fairway.training.quality;

import dev.fairway.contract.Refusal;
import dev.fairway.dataset.Dataset;
import dev.fairway.dataset.Dataset.ColumnProfile;
import dev.fairway.dataset.QualityReport.Severity;
import dev.fairway.training.TrainSpec;
import dev.fairway.training.examples.ColumnPlan;
import dev.fairway.training.examples.Examples;
import dev.fairway.training.quality.items.TextItems;
import dev.fairway.training.spec.DataCheck;
import dev.fairway.training.spec.TextInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Looks at a table to learn from. */
final class TableQuality {

    private final TrainSpec spec;
    private final Dataset dataset;
    private final @Nullable Dataset newer;
    private final Findings findings;
    private final ColumnPlan plan;
    private final TableRows table;

    /** @param newer what the training rows are compared with; null for nothing */
    TableQuality(TrainSpec spec, Dataset dataset, @Nullable Dataset newer, Findings findings) {
        this.spec = spec;
        this.dataset = dataset;
        this.newer = newer;
        this.findings = findings;
        this.plan = ColumnPlan.of(spec, dataset);
        this.table = new TableRows(plan, dataset, spec.architecture().isUnsupervised());
    }

    void check(BooleanSupplier stopped) {
        Examples bare = table.bare();
        Subject subject = new Subject(spec, "rows", bare.truth(), bare.partition(spec.split(), spec.seed()),
                bare.dropped(), table::name, stopped);
        RowCount.check(subject, findings);
        ClassBalance.check(subject, findings);
        NamedValues.check(subject, bare.attributes(), findings);
        plan.leftOut().forEach(this::leftOut);
        if (bare.count() > 0) {
            groups(subject);
            TextInput text = spec.preprocessing().text();
            if (text == null) {
                columns(subject);
            } else {
                texts(subject, Objects.requireNonNull(text.column()));
            }
        }
    }

    private void leftOut(ColumnPlan.LeftOut left) {
        boolean empty = left.reason() == ColumnPlan.Reason.CONSTANT || left.reason() == ColumnPlan.Reason.EMPTY;
        findings.fact(empty ? Severity.WARNING : Severity.INFO, left.reason().name().toLowerCase(Locale.ROOT),
                left.column(), 0, 0,
                "left out: " + left.reason().words() + (empty ? "; correct or drop it at its source" : ""));
    }

    private void groups(Subject subject) {
        if (!findings.wants(DataCheck.MAX_GROUP_OVERLAP)) {
            return;
        }
        GroupLeakage leakage = new GroupLeakage(subject, findings);
        String declared = spec.checks().group();
        if (declared != null) {
            leakage.declared(declared, table.words(declared));
        }
        for (ColumnProfile column : dataset.columns()) {
            if (!column.name().equals(declared) && leakage.suspects(column, dataset.rows())) {
                subject.goOn();
                leakage.suspected(column.name(), table.words(column.name()));
            }
        }
    }

    /** A network for texts reads one column and nothing else. */
    private void texts(Subject subject, String column) {
        dataset.column(column)
                .ifPresent(profile -> MissingValues.check(column, profile.missing(), dataset.rows(), findings));
        TextItems texts = TextItems.of(subject.rows(), table.texts(column), subject.names());
        new ItemChecks(subject, texts, IntStream.range(0, subject.rows()).toArray(), findings)
                .check(newer == null ? null : newerTexts(new NewerTable(newer), column));
    }

    private DriftCheck.@Nullable Others newerTexts(NewerTable other, String column) {
        try {
            @Nullable
            String[] labels = spec.architecture().isUnsupervised() ? new String[other.rows()]
                    : other.words(spec.target());
            return NewerItems.of(other.what(), TextItems.of(labels.length, other.texts(column), row -> "row " + row),
                    row -> labels[row], spec);
        } catch (Refusal e) {
            DriftCheck.incomparable(other, column, e, findings);
            return null;
        }
    }

    private void columns(Subject subject) {
        List<ColumnCheck> checks = checks(subject);
        table.forEach(column -> {
            subject.goOn();
            checks.forEach(check -> check.look(column));
        });
        for (ColumnCheck check : checks) {
            subject.goOn();
            check.end();
        }
    }

    private List<ColumnCheck> checks(Subject subject) {
        List<ColumnCheck> checks = new ArrayList<>(
                List.of(new MissingValues(findings), new NearConstant(findings), new Outliers("values", findings),
                        new TargetLeakage(subject, findings), new Repetition(subject, findings)));
        checks.addAll(DriftCheck.of(subject, newer == null ? null : new NewerTable(newer), findings));
        if (LabelNoise.applies(subject, findings)) {
            checks.add(new LabelNoise(subject, findings));
        }
        return checks;
    }
}
