package dev.fairway.training.examples;

import dev.fairway.contract.Refusal;
import dev.fairway.contract.Refusal.FieldError;
import dev.fairway.dataset.ColumnType;
import dev.fairway.dataset.Dataset;
import dev.fairway.dataset.Dataset.ColumnProfile;
import dev.fairway.dataset.Table;
import dev.fairway.feature.Fairness;
import dev.fairway.feature.Task;
import dev.fairway.training.GateSpec;
import dev.fairway.training.Metrics;
import dev.fairway.training.TrainSpec;
import dev.fairway.training.spec.Loss;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Holds a spec against the profile of its data set and refuses what does not fit, all fields of one kind at once. */
final class PlanCheck {

    /** More classes than this are most likely an identifier or a quantity taken for a class. */
    static final int MAX_CLASSES = 100;

    /** A numeric target with more values than this is taken for a quantity. */
    static final int MAX_NUMERIC_CLASSES = 20;

    private final TrainSpec spec;
    private final Dataset dataset;
    private final List<FieldError> errors = new ArrayList<>();

    PlanCheck(TrainSpec spec, Dataset dataset) {
        this.spec = spec;
        this.dataset = dataset;
    }

    void columnsExist() {
        exists("target", spec.target());
        TrainSpec.Features features = spec.features();
        for (int i = 0; i < features.include().size(); i++) {
            exists("features.include[%d]".formatted(i), features.include().get(i));
        }
        for (int i = 0; i < features.exclude().size(); i++) {
            exists("features.exclude[%d]".formatted(i), features.exclude().get(i));
        }
        features.types().forEach(this::readable);
        List<Fairness.Attribute> attributes = spec.fairness().attributes();
        for (int i = 0; i < attributes.size(); i++) {
            exists("fairness.attributes[%d].name".formatted(i), attributes.get(i).name());
        }
        List<GateSpec.Slice> slices = spec.gate().slices();
        for (int i = 0; i < slices.size(); i++) {
            exists("gate.slices[%d].column".formatted(i), slices.get(i).column());
        }
        refuse();
    }

    /** Words that are no numbers show in the profile where they are frequent; the others show when the table is read. */
    private void readable(String column, ColumnType as) {
        String field = "features.types." + column;
        exists(field, column);
        dataset.column(column)
                .filter(c -> as == ColumnType.NUMERIC && c.type() != ColumnType.BOOLEAN)
                .flatMap(c -> c.top()
                        .stream()
                        .map(Dataset.Frequency::value)
                        .filter(v -> !Labels.isNumber(v))
                        .findFirst())
                .ifPresent(word -> errors.add(new FieldError(field,
                        "column '%s' holds '%s', which is no number; use categorical".formatted(column, word))));
    }

    private void exists(String field, String column) {
        if (dataset.column(column).isEmpty()) {
            errors.add(
                    new FieldError(field, "the data set has no column '%s'; it has %s".formatted(column, columns())));
        }
    }

    private String columns() {
        List<String> names = dataset.columns().stream().map(ColumnProfile::name).toList();
        return String.join(", ", names.subList(0, Math.min(20, names.size()))) + (names.size() > 20 ? ", …" : "");
    }

    Task task() {
        ColumnProfile target = column(spec.target());
        boolean numeric = type(target) == ColumnType.NUMERIC;
        if (target.distinct() < 2) {
            throw Refusal.invalid("target", "column '%s' has %s, so there is nothing to predict"
                    .formatted(target.name(), target.distinct() == 0 ? "no values" : "one value only"));
        }
        return switch (spec.task()) {
            case AUTO ->
                numeric && target.distinct() > MAX_NUMERIC_CLASSES ? Task.REGRESSION : classification("target", target);
            case BINARY_CLASSIFICATION -> binary(target);
            case MULTICLASS_CLASSIFICATION -> multiclass(target);
            case REGRESSION -> regression(target, numeric);
        };
    }

    private Task binary(ColumnProfile target) {
        if (target.distinct() != 2) {
            throw Refusal.invalid("task", "column '%s' has %d values; binary classification needs 2"
                    .formatted(target.name(), target.distinct()));
        }
        return Task.BINARY_CLASSIFICATION;
    }

    private Task multiclass(ColumnProfile target) {
        classification("task", target);
        return Task.MULTICLASS_CLASSIFICATION;
    }

    private static Task regression(ColumnProfile target, boolean numeric) {
        if (!numeric) {
            throw Refusal.invalid("task",
                    "column '%s' holds words; regression needs a column of numbers".formatted(target.name()));
        }
        return Task.REGRESSION;
    }

    private static Task classification(String field, ColumnProfile target) {
        if (target.distinct() > MAX_CLASSES) {
            throw Refusal.invalid(field,
                    "column '%s' has %d values; at most %d classes can be told apart, a quantity needs task 'regression'"
                            .formatted(target.name(), target.distinct(), MAX_CLASSES));
        }
        return target.distinct() == 2 ? Task.BINARY_CLASSIFICATION : Task.MULTICLASS_CLASSIFICATION;
    }

    void fairness(Task task) {
        List<String> favourable = spec.fairness().favourable();
        if (!favourable.isEmpty() && !task.isClassification()) {
            errors.add(
                    new FieldError("fairness.favourable", "only classes can be favourable, and this is a regression"));
        }
        if (favourable.isEmpty() && task.isClassification() && !spec.fairness().attributes().isEmpty()) {
            errors.add(new FieldError("fairness.favourable",
                    "name the labels of '%s' that favour a person".formatted(spec.target())));
        }
        if (task.isClassification()) {
            known("fairness.favourable", column(spec.target()), favourable);
        }
        List<Fairness.Attribute> attributes = spec.fairness().attributes();
        for (int i = 0; i < attributes.size(); i++) {
            known("fairness.attributes[%d].privileged".formatted(i), column(attributes.get(i).name()),
                    attributes.get(i).privileged());
        }
        refuse();
    }

    private void known(String field, ColumnProfile column, List<String> values) {
        for (int i = 0; i < values.size(); i++) {
            known("%s[%d]".formatted(field, i), column, values.get(i));
        }
    }

    private void known(String field, ColumnProfile column, String value) {
        values(column).filter(known -> !known.contains(value))
                .ifPresent(known -> errors.add(new FieldError(field, "column '%s' has no value '%s'; it has %s"
                        .formatted(column.name(), value, String.join(", ", known)))));
    }

    /** All values of the column, where its profile names them all. */
    private static Optional<Set<String>> values(ColumnProfile column) {
        Set<String> values = new TreeSet<>();
        column.top().forEach(top -> values.add(top.value()));
        if (column.type() == ColumnType.NUMERIC && column.min() != null && column.max() != null) {
            values.add(Labels.word(column.min()));
            values.add(Labels.word(column.max()));
        }
        return values.size() == column.distinct() ? Optional.of(values) : Optional.empty();
    }

    void settings(Task task) {
        if (task.isClassification() != isForClasses(task)) {
            errors.add(new FieldError("loss", task.isClassification()
                    ? "'%s' measures a quantity; classes need cross_entropy or weighted_cross_entropy"
                            .formatted(word(spec.loss().type()))
                    : "'%s' measures classes; a quantity needs mse, mae or huber".formatted(word(spec.loss().type()))));
        }
        if (spec.loss().type() == Loss.Type.BCE && task != Task.BINARY_CLASSIFICATION) {
            errors.add(new FieldError("loss", "'bce' tells two classes apart; more of them need cross_entropy"));
        }
        if (!Metrics.names(task).contains(spec.earlyStopping().metric())) {
            errors.add(new FieldError("early_stopping.metric", "'%s' is not measured here; choose one of %s"
                    .formatted(spec.earlyStopping().metric(), String.join(", ", Metrics.names(task)))));
        }
        if (spec.classWeights() != null) {
            spec.classWeights()
                    .keySet()
                    .forEach(label -> known("class_weights." + label, column(spec.target()), label));
        }
        refuse();
    }

    private boolean isForClasses(Task task) {
        return spec.loss().type() == Loss.Type.AUTO ? task.isClassification() : spec.loss().type().isForClasses();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(java.util.Locale.ROOT);
    }

    void features(ColumnChoice choice) {
        List<String> include = spec.features().include();
        for (int i = 0; i < include.size(); i++) {
            included("features.include[%d]".formatted(i), column(include.get(i)));
        }
        if (choice.features().isEmpty()) {
            errors.add(new FieldError("features",
                    "no column is left to learn from: " + String.join("; ",
                            choice.leftOut()
                                    .stream()
                                    .limit(20)
                                    .map(left -> "'%s': %s".formatted(left.column(), left.reason().words()))
                                    .toList())));
        }
        refuse();
    }

    private void included(String field, ColumnProfile column) {
        ColumnType type = type(column);
        if (column.name().equals(spec.target())) {
            errors.add(new FieldError(field, "column '%s' is the target".formatted(column.name())));
        } else if (spec.preprocessing().text() != null) {
            return;
        } else if (type == ColumnType.TEXT) {
            errors.add(new FieldError(field,
                    "column '%s' holds free text, which a network for tables does not read; ".formatted(column.name())
                            + "features.types can declare it categorical"));
        } else if (type == ColumnType.TIME && spec.preprocessing().of(column.name()).dates() == null) {
            errors.add(new FieldError(field,
                    "column '%s' holds points in time; preprocessing.dates can name the parts ".formatted(column.name())
                            + "to learn from, and features.types declare it categorical"));
        }
    }

    List<Table.Selection> attributes() {
        return Stream
                .concat(spec.fairness().attributes().stream().map(Fairness.Attribute::name),
                        spec.gate().sliceColumns().stream())
                .distinct()
                .map(this::selection)
                .toList();
    }

    Table.Selection selection(String column) {
        return new Table.Selection(column, ColumnChoice.readAs(type(column(column))));
    }

    private ColumnType type(ColumnProfile column) {
        return ColumnChoice.type(spec, column);
    }

    private ColumnProfile column(String name) {
        return dataset.column(name).orElseThrow();
    }

    private void refuse() {
        if (!errors.isEmpty()) {
            throw Refusal.invalid(errors);
        }
    }
}
