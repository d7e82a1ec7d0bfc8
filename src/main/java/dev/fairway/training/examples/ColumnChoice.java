package dev.fairway.training.examples;

import dev.fairway.dataset.ColumnType;
import dev.fairway.dataset.Dataset;
import dev.fairway.dataset.Dataset.ColumnProfile;
import dev.fairway.dataset.Table;
import dev.fairway.training.TrainSpec;
import dev.fairway.training.TrainSpec.Split.Method;
import dev.fairway.training.examples.ColumnPlan.LeftOut;
import dev.fairway.training.examples.ColumnPlan.Reason;
import dev.fairway.training.spec.TextInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Sorts the columns of a data set into those that a network can learn from and those that it should not see. */
record ColumnChoice(List<Table.Selection> features, List<LeftOut> leftOut) {

    /** Names that people give to identifiers; such a column is one when no value of it comes twice. */
    private static final Pattern ID_NAME = Pattern
            .compile("(?i)(.*[_\\-. ])?(id|uuid|guid|key|index|rownum|row_number|nr|no)");

    static ColumnChoice of(TrainSpec spec, Dataset dataset) {
        List<Table.Selection> features = new ArrayList<>();
        List<LeftOut> leftOut = new ArrayList<>();
        for (ColumnProfile column : dataset.columns()) {
            if (column.name().equals(spec.target())) {
                continue;
            }
            ColumnType type = type(spec, column);
            TextInput text = spec.preprocessing().text();
            if (text != null) {
                text(text, column, features, leftOut);
                continue;
            }
            reason(spec, dataset.rows(), column, type)
                    .ifPresentOrElse(reason -> leftOut.add(new LeftOut(column.name(), reason)), () -> features
                            .add(new Table.Selection(column.name(), type == ColumnType.TIME ? type : readAs(type))));
        }
        return new ColumnChoice(features, leftOut);
    }

    /** A network for texts reads one column. */
    private static void text(
            TextInput text,
            ColumnProfile column,
            List<Table.Selection> features,
            List<LeftOut> leftOut) {
        if (column.name().equals(text.column())) {
            features.add(new Table.Selection(column.name(), ColumnType.TEXT));
        } else {
            leftOut.add(new LeftOut(column.name(), Reason.BESIDE_TEXT));
        }
    }

    /** What the column is: what the request says, else what its values look like. */
    static ColumnType type(TrainSpec spec, ColumnProfile column) {
        return spec.features().types().getOrDefault(column.name(), column.type());
    }

    static ColumnType readAs(ColumnType type) {
        return type == ColumnType.NUMERIC ? ColumnType.NUMERIC : ColumnType.CATEGORICAL;
    }

    private static Optional<Reason> reason(TrainSpec spec, long rows, ColumnProfile column, ColumnType type) {
        boolean asked = spec.features().include().contains(column.name());
        if (spec.features().exclude().contains(column.name()) || (!asked && !spec.features().include().isEmpty())) {
            return Optional.of(Reason.EXCLUDED);
        }
        if (column.distinct() == 0) {
            return Optional.of(Reason.EMPTY);
        }
        if (column.distinct() == 1 && (column.missing() == 0 || type == ColumnType.NUMERIC)) {
            return Optional.of(Reason.CONSTANT);
        }
        if (!asked && column.name().equals(spec.split().column()) && spec.split().method() != Method.TIME) {
            return Optional.of(Reason.SPLIT);
        }
        if (type == ColumnType.TIME && spec.preprocessing().of(column.name()).dates() != null) {
            return Optional.empty();
        }
        return asked ? Optional.empty() : unfit(rows, column, type, spec.features().types().containsKey(column.name()));
    }

    private static Optional<Reason> unfit(long rows, ColumnProfile column, ColumnType type, boolean typed) {
        return switch (type) {
            case TEXT -> Optional.of(Reason.TEXT);
            case TIME -> Optional.of(Reason.TIME);
            case NUMERIC, CATEGORICAL, BOOLEAN ->
                !typed && isId(rows, column) ? Optional.of(Reason.ID_LIKE) : Optional.empty();
        };
    }

    private static boolean isId(long rows, ColumnProfile column) {
        boolean allDifferent = column.distinct() == rows && rows > 1;
        return allDifferent && (column.type() != ColumnType.NUMERIC || ID_NAME.matcher(column.name()).matches()
                || countsRows(rows, column));
    }

    /** Different whole numbers without a gap are a count of the rows. */
    private static boolean countsRows(long rows, ColumnProfile column) {
        return column.min() != null && column.max() != null
                && column.min() == Math.rint(column.min())
                && column.max() - column.min() == rows - 1;
    }
}
