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
        check(column.name(), column.missing(), column.rows(), findings);
    }

    static void check(String column, long missing, long rows, Findings findings) {
        if (missing > 0) {
            double share = (double) missing / rows;
            findings.judge(DataCheck.MAX_MISSING, column, share,
                    "%,d of %,d rows (%.1f %%) have no value; complete them at their source, or leave the column out"
                            .formatted(missing, rows, 100 * share));
        }
    }
}
