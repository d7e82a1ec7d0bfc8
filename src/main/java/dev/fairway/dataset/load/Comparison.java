package dev.fairway.dataset.load;

import dev.fairway.contract.Refusal;
import dev.fairway.dataset.ColumnDrift;
import dev.fairway.dataset.ColumnType;
import dev.fairway.dataset.Dataset;
import dev.fairway.dataset.Dataset.ColumnProfile;
import dev.fairway.dataset.QualityReport;
import dev.fairway.dataset.QualityReport.Check;
import dev.fairway.dataset.QualityReport.Severity;
import dev.fairway.dataset.Table;
import dev.fairway.feature.Column;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Holds the columns of a data set against those of a newer one, a column at a time. */
public final class Comparison {

    private static final double FLOOR = 0.1;

    private final Dataset dataset;
    private final Dataset newer;
    private final List<Check> checks = new ArrayList<>();
    private final ColumnDrift drift = new ColumnDrift();

    private Comparison(Dataset dataset, Dataset newer) {
        this.dataset = dataset;
        this.newer = newer;
    }

    /** A report with what has changed behind what is known already. */
    public static QualityReport add(QualityReport known, Dataset dataset, Dataset newer) {
        Comparison comparison = new Comparison(dataset, newer);
        dataset.columns().forEach(comparison::compare);
        comparison.judge();
        comparison.checks.addAll(known.checks());
        return new QualityReport(known.passed(),
                comparison.checks.stream().sorted(Comparator.comparing(Check::severity)).toList());
    }

    private void compare(ColumnProfile column) {
        ColumnType type = column.type();
        if (type == ColumnType.TEXT || type == ColumnType.TIME) {
            return;
        }
        try {
            drift.add(column.name(), read(dataset, column), read(newer, column));
        } catch (Refusal e) {
            checks.add(new Check("drift", Severity.WARNING, column.name(), 0, 0,
                    "cannot be compared with version %d of %s: %s".formatted(newer.version(), newer.name(),
                            e.getMessage())));
        }
    }

    private static Column read(Dataset dataset, ColumnProfile column) {
        ColumnType type = column.type() == ColumnType.NUMERIC ? ColumnType.NUMERIC : ColumnType.CATEGORICAL;
        return Objects.requireNonNull(Table.read(dataset.table(), List.of(new Table.Selection(column.name(), type)))
                .columns()
                .get(column.name()));
    }

    private void judge() {
        drift.moves(FLOOR)
                .stream()
                .filter(ColumnDrift.Move::drifted)
                .forEach(moved -> checks.add(new Check("drift", Severity.WARNING, moved.column(), moved.score(),
                        moved.threshold(),
                        ("its values in version %d of %s are others (population stability index %.3f over %,d and %,d rows);"
                                + " find out why, and learn from newer rows").formatted(newer.version(), newer.name(),
                                        moved.score(), moved.rows(), moved.referenceRows()))));
    }
}
