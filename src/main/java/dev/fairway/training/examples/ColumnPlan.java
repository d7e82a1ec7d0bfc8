package dev.fairway.training.examples;

import dev.fairway.contract.Refusal;
import dev.fairway.dataset.ColumnType;
import dev.fairway.dataset.Dataset;
import dev.fairway.dataset.Table;
import dev.fairway.feature.Task;
import dev.fairway.training.TrainSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a train job takes from its data set: which columns it learns from and how it reads them, which one it predicts,
 * and which it leaves out and why. Made from the profile of the data set alone, so that a bad request is refused before
 * a row is read.
 *
 * @param task what kind of prediction it comes to
 * @param features columns to learn from, in the order of the data set: {@link ColumnType#NUMERIC},
 *     {@link ColumnType#CATEGORICAL}, or {@link ColumnType#TIME} for its parts
 * @param target the column to predict: numeric, or categorical when its values are words
 * @param attributes the protected attributes and the columns of slices, which need not be features, as numeric or
 *     categorical
 * @param leftOut the columns that are neither
 * @param key the column that the split goes by; null where it goes by none
 */
public record ColumnPlan(
        Task task,
        List<Table.Selection> features,
        Table.Selection target,
        List<Table.Selection> attributes,
        List<LeftOut> leftOut,
        Table.@Nullable Selection key) {

    /** For a split that goes by no column. */
    public ColumnPlan(
            Task task,
            List<Table.Selection> features,
            Table.Selection target,
            List<Table.Selection> attributes,
            List<LeftOut> leftOut) {
        this(task, features, target, attributes, leftOut, null);
    }

    public ColumnPlan {
        features = List.copyOf(features);
        attributes = List.copyOf(attributes);
        leftOut = List.copyOf(leftOut);
    }

    /**
     * A column that is not learnt from.
     *
     * @param reason why, in words that continue "left out: "
     */
    public record LeftOut(String column, Reason reason) {}

    /** Why a column is not learnt from. */
    public enum Reason {
        EXCLUDED("excluded by the request"),
        CONSTANT("it has one value only"),
        EMPTY("it has no values"),
        SPLIT("rows are split by it"),
        ID_LIKE("every row has a value of its own, as an identifier does"),
        TEXT("words that hardly repeat are no category"),
        BESIDE_TEXT("this architecture reads a column of texts and nothing else"),
        NOT_READ("the network that learns on does not read it"),
        TIME("a point in time does not come back; preprocessing.dates can name parts of it that do");

        private final String words;

        Reason(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /**
     * @throws dev.fairway.contract.Refusal naming every field of the spec that does not fit the data set
     */
    public static ColumnPlan of(TrainSpec spec, Dataset dataset) {
        if (spec.architecture().isUnsupervised()) {
            return unsupervised(spec, dataset);
        }
        PlanCheck check = new PlanCheck(spec, dataset);
        check.columnsExist();
        Task task = check.task();
        check.fairness(task);
        check.settings(task);
        ColumnChoice choice = ColumnChoice.of(spec, dataset);
        check.features(choice);
        return new ColumnPlan(task, choice.features(), check.selection(spec.target()), check.attributes(),
                choice.leftOut(), key(spec, dataset));
    }

    private static ColumnPlan unsupervised(TrainSpec spec, Dataset dataset) {
        ColumnChoice choice = ColumnChoice.of(spec, dataset);
        new PlanCheck(spec, dataset).features(choice);
        return new ColumnPlan(Task.ANOMALY_DETECTION, choice.features(),
                new Table.Selection(spec.target(), ColumnType.CATEGORICAL), List.of(), choice.leftOut(),
                key(spec, dataset));
    }

    /** The same with other columns to learn from, such as those that a network reads which learns on. */
    public ColumnPlan reading(List<Table.Selection> columns) {
        List<String> read = columns.stream().map(Table.Selection::column).toList();
        List<LeftOut> others = Stream
                .concat(leftOut.stream().map(LeftOut::column), features.stream().map(Table.Selection::column))
                .filter(column -> !read.contains(column))
                .map(column -> new LeftOut(column, Reason.NOT_READ))
                .toList();
        return new ColumnPlan(task, columns, target, attributes, others, key);
    }

    private static Table.@Nullable Selection key(TrainSpec spec, Dataset dataset) {
        String column = spec.split().column();
        return column == null ? null
                : dataset.column(column)
                        .map(c -> new Table.Selection(column,
                                spec.split().method() == TrainSpec.Split.Method.TIME ? ColumnChoice.readAs(c.type())
                                        : ColumnType.CATEGORICAL))
                        .orElseThrow(() -> Refusal.invalid("split.column",
                                "the data set has no column '%s'".formatted(column)));
    }

    /** Everything that is read from the table to learn. */
    public List<Table.Selection> selections() {
        List<Table.Selection> selections = new ArrayList<>(features);
        selections.add(target);
        return selections;
    }
}
