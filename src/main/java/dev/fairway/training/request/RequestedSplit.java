package dev.fairway.training.request;

import dev.fairway.dataset.ColumnType;
import dev.fairway.dataset.Dataset;
import dev.fairway.training.TrainSpec.Split;
import dev.fairway.training.TrainSpec.Split.Folds;
import org.jspecify.annotations.Nullable;

/** Reads which rows are learnt from and which are held back. */
record RequestedSplit(Fields body, Dataset dataset) {

    private static final int MOST_FOLDS = 100;

    Split split() {
        Fields fields = body.section("split");
        Split usual = TrainDefaults.SPLIT;
        Split split = new Split(fields.choice("method", usual.method()),
                fields.number("validation", usual.validation(), 0.01, 0.8),
                fields.number("test", usual.test(), 0.01, 0.8), fields.text("column"), folds(fields));
        if (split.validation() + split.test() > 0.9) {
            body.wrong("split", "validation and test together may take at most 0.9 of the rows, not %s"
                    .formatted(split.validation() + split.test()));
        }
        column(split, fields);
        fields.end();
        return split;
    }

    private static @Nullable Folds folds(Fields split) {
        if (!split.has("folds")) {
            return null;
        }
        Fields fields = split.section("folds");
        int count = fields.whole("count", 5, 2, MOST_FOLDS);
        Folds folds = new Folds(count, fields.whole("test", 0, 0, count - 1));
        fields.end();
        return folds;
    }

    private void column(Split split, Fields fields) {
        String column = split.column();
        boolean table = dataset.kind() == Dataset.Kind.TABLE;
        boolean needed = switch (split.method()) {
            case STRATIFIED, RANDOM, TIME -> false;
            case GROUP, COLUMN -> true;
        };
        boolean taken = needed || split.method() == Split.Method.TIME;
        if (taken && !table) {
            fields.wrong("method", "is for tables; images and texts are split by their folders, stratified or random");
        } else if (column == null && needed) {
            fields.wrong("column", "is missing; it names the column that the method goes by");
        } else if (column != null && !taken) {
            fields.wrong("column", "goes with the methods group, time and column only");
        } else if (column != null) {
            fits(column, split.method(), fields);
        }
        if (split.folds() != null && (!table || split.method() == Split.Method.COLUMN)) {
            fields.wrong("folds", "cannot be made of a split that is given; use stratified, random, group or time");
        }
    }

    private void fits(String column, Split.Method method, Fields fields) {
        ColumnType type = dataset.column(column).map(Dataset.ColumnProfile::type).orElse(null);
        if (type == null) {
            fields.wrong("column", "the data set has no column '%s'".formatted(column));
        } else if (method == Split.Method.TIME && type != ColumnType.TIME && type != ColumnType.NUMERIC) {
            fields.wrong("column",
                    "'%s' holds neither times nor numbers, by which rows could be ordered".formatted(column));
        }
    }
}
