package dev.fairway.training.request;

import dev.fairway.dataset.ColumnType;
import dev.fairway.dataset.Dataset;
import dev.fairway.feature.Fairness;
import dev.fairway.feature.Task;
import dev.fairway.training.TrainSpec;
import dev.fairway.training.TrainSpec.TaskChoice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of a request that name columns, and holds them against the data set's.
 *
 * @param dataset the data set; without columns where it was not found, and then every column is taken for known
 */
record RequestedColumns(Dataset dataset, Fields body) {

    /** The class that an image or a text lies under. */
    private static final String LABEL = "label";
    /** What is said of rows that were learnt from without a target. */
    private static final String ANOMALY = "anomaly";
    /** What is made rather than predicted; no column has this name. */
    private static final String MADE = "(made)";

    /** @param without what is learnt without a target; null where there must be one */
    String target(@Nullable Task without) {
        if (without == Task.TEXT_GENERATION || without == Task.SYNTHESIS) {
            if (body.has("target")) {
                body.wrong("target", "cannot be given: this architecture makes whole texts or rows");
            }
            return MADE;
        }
        if (dataset.kind() != Dataset.Kind.TABLE) {
            String target = body.text("target");
            if (target != null && !target.equals(LABEL)) {
                body.wrong("target", "must be label, the class that each item lies under, or left out");
            }
            return without != null && target == null ? ANOMALY : LABEL;
        }
        if (without != null && !body.has("target")) {
            return ANOMALY;
        }
        String target = body.required("target", "the column to predict");
        if (!target.isEmpty()) {
            known(body, "target", target);
        }
        dataset.column(target)
                .filter(c -> c.type() == ColumnType.TIME)
                .ifPresent(c -> body.wrong("target",
                        "'%s' holds times, which cannot be predicted; use a column".formatted(target)
                                + " of numbers, words or truth values"));
        return target;
    }

    /** As {@code task} says, and by the kind of the target where that is {@code auto}. */
    boolean regression(String target, TaskChoice task) {
        var profile = dataset.column(target);
        boolean numeric = profile.filter(c -> c.type() == ColumnType.NUMERIC).isPresent();
        if (task == TaskChoice.REGRESSION && profile.isPresent() && !numeric) {
            body.wrong("task", "regression needs a numeric target, and '%s' is %s".formatted(target,
                    profile.get().type().name().toLowerCase(Locale.ROOT)));
        }
        return switch (task) {
            case REGRESSION -> true;
            case BINARY_CLASSIFICATION, MULTICLASS_CLASSIFICATION -> false;
            case AUTO -> numeric && profile.filter(c -> c.distinct() > TrainDefaults.MOST_NUMERIC_CLASSES).isPresent();
        };
    }

    /** Whether a table has nothing but one column of texts to learn from. */
    boolean textOnly(TrainSpec.Features features, String target) {
        return dataset.columns()
                .stream()
                .filter(column -> !column.name().equals(target) && !features.exclude().contains(column.name()))
                .filter(column -> features.include().isEmpty() || features.include().contains(column.name()))
                .allMatch(column -> column.type() == ColumnType.TEXT && !features.types().containsKey(column.name()))
                && RequestedInput.texts(dataset, features, target).size() == 1;
    }

    TrainSpec.Features features(String target) {
        if (dataset.kind() != Dataset.Kind.TABLE) {
            body.notYet("features", "images and texts have no columns to choose from");
            return new TrainSpec.Features(List.of(), List.of(), Map.of());
        }
        Fields fields = body.section("features");
        List<String> include = columns(fields, "include");
        List<String> exclude = columns(fields, "exclude");
        if (include.contains(target)) {
            fields.wrong("include", "must not hold the target '%s'".formatted(target));
        }
        Map<String, ColumnType> types = types(fields);
        fields.end();
        return new TrainSpec.Features(include, exclude, types);
    }

    Fairness fairness(String target, boolean regression) {
        Fields fields = body.section("fairness");
        List<Fairness.Attribute> attributes = new ArrayList<>();
        for (Fields attribute : fields.sections("attributes")) {
            attributes.add(attribute(attribute, target));
        }
        List<String> favourable = fields.texts("favourable");
        if (!attributes.isEmpty() && favourable.isEmpty() && !regression) {
            fields.wrong("favourable", "must name the labels of the target that favour a person");
        }
        fields.end();
        return new Fairness(attributes, favourable);
    }

    private Fairness.Attribute attribute(Fields fields, String target) {
        String name = fields.required("name", "the column that tells the group");
        if (!name.isEmpty()) {
            known(fields, "name", name);
        }
        if (name.equals(target) && !name.isEmpty()) {
            fields.wrong("name", "must be another column than the target");
        }
        List<String> privileged = fields.texts("privileged");
        if (privileged.isEmpty()) {
            fields.wrong("privileged", "must name the values of the group that others are compared with");
        }
        fields.end();
        return new Fairness.Attribute(name, privileged);
    }

    private List<String> columns(Fields fields, String name) {
        List<String> columns = fields.texts(name);
        columns.forEach(c -> known(fields, name, c));
        return columns;
    }

    private Map<String, ColumnType> types(Fields fields) {
        Map<String, ColumnType> types = new LinkedHashMap<>();
        Fields section = fields.section("types");
        for (String column : section.names()) {
            known(section, column, column);
            types.put(column,
                    ColumnType.valueOf(section.word(column, "categorical", List.of("numeric", "categorical", "boolean"))
                            .toUpperCase(Locale.ROOT)));
        }
        return types;
    }

    void known(Fields fields, String field, String column) {
        if (!dataset.columns().isEmpty() && dataset.column(column).isEmpty()) {
            fields.wrong(field, "the data set has no column '%s'; its columns are %s".formatted(column,
                    String.join(", ", dataset.columns().stream().map(Dataset.ColumnProfile::name).toList())));
        }
    }
}
