package dev.fairway.training.quality;

import dev.fairway.dataset.QualityReport.Severity;
import dev.fairway.training.examples.Truth;
import dev.fairway.training.spec.DataCheck;

/** Columns that tell the target on their own, as those do that were written down after it. */
final class TargetLeakage implements ColumnCheck {

    /** From here on one column's association with the target deserves a look. */
    private static final double SUSPICIOUS = 0.9;
    private static final int MOST_ROWS = 20_000;

    private final Findings findings;
    private final Sample sample;
    private final Truth truth;

    TargetLeakage(Subject subject, Findings findings) {
        this.findings = findings;
        this.sample = Sample.of(subject.rows(), MOST_ROWS, subject.spec().seed());
        this.truth = subject.truth().select(sample.rows());
    }

    @Override
    public void look(ColumnValues column) {
        double limit = findings.limit(DataCheck.MAX_TARGET_ASSOCIATION);
        double association = TargetAssociation.of(column.column().select(sample.rows()), truth);
        if (association > limit) {
            findings.beyond(DataCheck.MAX_TARGET_ASSOCIATION, column.name(), association,
                    ("alone it tells the target nearly perfectly, as a column made from the target does; exclude it,"
                            + " or raise checks.max_target_association if it will be known beforehand")
                            + sample.note());
        } else if (association > SUSPICIOUS && findings.wants(DataCheck.MAX_TARGET_ASSOCIATION)) {
            findings.fact(Severity.WARNING, DataCheck.MAX_TARGET_ASSOCIATION.finding(), column.name(), association,
                    limit, "alone it tells most of the target; make sure that it is known before the target is"
                            + sample.note());
        }
    }
}
