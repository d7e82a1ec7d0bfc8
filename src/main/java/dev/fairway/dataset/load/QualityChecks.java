package dev.fairway.dataset.load;

import dev.fairway.dataset.Dataset.ColumnProfile;
import dev.fairway.dataset.Dataset.Frequency;
import dev.fairway.dataset.QualityReport;
import dev.fairway.dataset.QualityReport.Check;
import dev.fairway.dataset.QualityReport.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Judges a table by its profile, without knowing what is to be learnt from it. */
final class QualityChecks {

    private static final double MUCH_MISSING = 0.2;
    private static final double MANY_DUPLICATES = 0.1;
    private static final double NEARLY_UNIQUE = 0.95;
    private static final double NEARLY_CONSTANT = 0.99;
    private static final double MANY_OUTLIERS = 0.05;
    /** Fewer rows are unique by chance, and too few to learn from. */
    private static final int FEW_ROWS = 50;

    private final long rows;
    private final List<Check> checks = new ArrayList<>();

    private QualityChecks(long rows) {
        this.rows = rows;
    }

    /** What was seen while the rows came in and is not in their profile. */
    record Observed(
            long rows,
            long duplicates,
            List<Typing.Typed> columns,
            List<String> repeated,
            List<Profiling.Shape> shapes) {}

    static QualityReport of(Observed observed, List<ColumnProfile> columns) {
        QualityChecks quality = new QualityChecks(observed.rows());
        quality.size(columns);
        quality.duplicates(observed.duplicates());
        observed.repeated().forEach(quality::repeated);
        observed.columns().stream().filter(c -> c.notFinite() > 0).forEach(quality::notFinite);
        columns.forEach(quality::column);
        columns.forEach(column -> quality.commonest(column, column.top().stream().findFirst().map(Frequency::rows)));
        for (Profiling.Shape shape : observed.shapes()) {
            ColumnProfile column = columns.stream()
                    .filter(c -> c.name().equals(shape.column()))
                    .findFirst()
                    .orElseThrow();
            quality.commonest(column, Optional.of(shape.commonest()));
            quality.outliers(shape, observed.rows() - column.missing());
        }
        List<Check> checks = quality.checks.stream().sorted(Comparator.comparing(Check::severity)).toList();
        return new QualityReport(checks.stream().noneMatch(c -> c.severity() == Severity.ERROR), checks);
    }

    private void size(List<ColumnProfile> columns) {
        if (rows < FEW_ROWS) {
            checks.add(new Check("rows", Severity.WARNING, null, rows, FEW_ROWS,
                    "%d rows are too few to learn from; collect more".formatted(rows)));
        }
        long varying = columns.stream().filter(c -> c.distinct() > 1).count();
        if (varying == 0) {
            checks.add(new Check("constant", Severity.ERROR, null, varying, 1,
                    "no column varies, so nothing can be learnt; check that the right file was uploaded"));
        }
    }

    private void duplicates(long duplicates) {
        double share = share(duplicates);
        boolean many = share > MANY_DUPLICATES;
        checks.add(new Check("duplicates", many ? Severity.WARNING : Severity.INFO, null, share, MANY_DUPLICATES,
                duplicates == 0 ? "no row repeats another"
                        : "%d rows repeat another; remove them unless each stands for a case of its own"
                                .formatted(duplicates)));
    }

    private void repeated(String column) {
        checks.add(new Check("repeated_column", Severity.INFO, column, 1, 0,
                "came twice under this name with the same values and is kept once"));
    }

    private void notFinite(Typing.Typed column) {
        checks.add(new Check("not_finite", Severity.WARNING, column.name(), share(column.notFinite()), 0,
                "%d values are infinite or not a number and count as missing; correct them at their source"
                        .formatted(column.notFinite())));
    }

    private void column(ColumnProfile column) {
        double missing = share(column.missing());
        if (missing > 0) {
            boolean much = missing >= MUCH_MISSING;
            checks.add(new Check("missing", much ? Severity.WARNING : Severity.INFO, column.name(), missing,
                    MUCH_MISSING, "%d of %d values are missing; %s".formatted(column.missing(), rows,
                            much ? "leave the column out or fill it at its source" : "they are filled in training")));
        }
        if (column.distinct() <= 1) {
            checks.add(new Check("constant", Severity.WARNING, column.name(), column.distinct(), 2,
                    "has the same value in every row; leave it out"));
        } else if (identifies(column)) {
            checks.add(new Check("identifier", Severity.WARNING, column.name(), unique(column), NEARLY_UNIQUE,
                    "nearly every value is unique, as those of an id are; leave it out of the features"));
        }
    }

    private void commonest(ColumnProfile column, Optional<Long> commonest) {
        double share = (double) commonest.orElse(0L) / Math.max(1, rows - column.missing());
        if (column.distinct() > 1 && share > NEARLY_CONSTANT) {
            checks.add(new Check("near_constant", Severity.WARNING, column.name(), share, NEARLY_CONSTANT,
                    "%.2f %% of the values are one and the same; leave it out unless the rest is what matters"
                            .formatted(100 * share)));
        }
    }

    private void outliers(Profiling.Shape shape, long present) {
        double share = (double) shape.outside() / Math.max(1, present);
        if (share > MANY_OUTLIERS) {
            checks.add(new Check("outliers", Severity.WARNING, shape.column(), share, MANY_OUTLIERS,
                    ("%,d of %,d values lie outside %.4g … %.4g; look for wrong units and codes for missing values, then"
                            + " correct or clip them").formatted(shape.outside(), present, shape.low(), shape.high())));
        }
    }

    /** Measured quantities may well differ in every row; whole numbers and words that do are ids. */
    private boolean identifies(ColumnProfile column) {
        boolean whole = switch (column.type()) {
            case NUMERIC -> whole(column);
            case CATEGORICAL, TEXT -> true;
            case BOOLEAN, TIME -> false;
        };
        return rows >= FEW_ROWS && whole && unique(column) >= NEARLY_UNIQUE;
    }

    /** Of whole numbers, the distinct ones must fit between the least and the greatest, and they lie close together. */
    private static boolean whole(ColumnProfile column) {
        Double min = column.min();
        Double max = column.max();
        return min != null && max != null
                && min == Math.rint(min)
                && max == Math.rint(max)
                && max - min + 1 >= column.distinct();
    }

    private double unique(ColumnProfile column) {
        return (double) column.distinct() / Math.max(1, rows - column.missing());
    }

    private double share(long count) {
        return rows == 0 ? 0 : (double) count / rows;
    }
}
