package dev.fairway.training.quality;

import dev.fairway.training.spec.DataCheck;

/** Rows without a value. */
final class MissingValues implements ColumnCheck {

    private final Findings findings;

    MissingValues(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void look(ColumnValues column) {
        long missing = column.missing();
        if (missing > 0) {
            double share = (double) missing / column.rows();
            findings.judge(DataCheck.MAX_MISSING, column.name(), share,
                    "%,d of %,d rows (%.1f %%) have no value; complete them at their source, or leave the column out"
                            .formatted(missing, column.rows(), 100 * share));
        }
    }
}
