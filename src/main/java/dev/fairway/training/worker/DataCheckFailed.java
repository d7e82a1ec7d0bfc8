package dev.fairway.training.worker;

import dev.fairway.dataset.QualityReport;
import dev.fairway.dataset.QualityReport.Check;
import dev.fairway.dataset.QualityReport.Severity;

/** The data set is not fit to be learnt from. */
final class DataCheckFailed extends RuntimeException {

    private final transient Check first;

    DataCheckFailed(QualityReport report) {
        this(report.checks().stream().filter(c -> c.severity() == Severity.ERROR).findFirst().orElseThrow());
    }

    private DataCheckFailed(Check first) {
        super(first.column() == null ? first.message() : "column '%s': %s".formatted(first.column(), first.message()));
        this.first = first;
    }

    /** The most severe finding. */
    Check first() {
        return first;
    }
}
