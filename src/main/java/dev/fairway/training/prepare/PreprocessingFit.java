package dev.fairway.training.prepare;

import dev.fairway.dataset.ColumnType;
import dev.fairway.dataset.Table;
import dev.fairway.feature.Preprocessing;
import dev.fairway.feature.Rows;
import dev.fairway.feature.Step;
import dev.fairway.training.TrainSpec;
import dev.fairway.training.spec.ColumnSteps;
import java.util.List;

/** Fits the steps from raw rows to tensors on the training rows. */
public final class PreprocessingFit {

    private PreprocessingFit() {}

    /**
     * @param columns what to learn from, and what it is read as
     * @param train the training rows, with these columns
     */
    public static Preprocessing of(List<Table.Selection> columns, Rows train, TrainSpec.Steps steps) {
        return new Preprocessing(columns.stream()
                .map(column -> step(column.column(), column.type(), train, steps.of(column.column())))
                .toList());
    }

    private static Step step(String column, ColumnType type, Rows train, ColumnSteps steps) {
        return switch (type) {
            case NUMERIC -> NumberFit.of(column, train.numbers(column), steps);
            case TIME -> DatesFit.of(column, train.words(column), steps);
            case CATEGORICAL, BOOLEAN, TEXT -> WordFit.of(column, train.words(column), steps);
        };
    }

    /** @param any whether a training row has no value */
    static Step.Missing missing(ColumnSteps.Missing asked, boolean any) {
        if (asked.method() == ColumnSteps.Missing.Method.DROP) {
            return Step.Missing.REFUSED;
        }
        return asked.indicator() && any ? Step.Missing.TOLD : Step.Missing.IMPUTED;
    }
}
