package dev.fairway.training.request;

import dev.fairway.dataset.Dataset;
import dev.fairway.training.TrainSpec.DatasetReference;
import dev.fairway.training.spec.Checks;
import dev.fairway.training.spec.DataCheck;
import dev.fairway.training.spec.Limit;
import dev.fairway.training.spec.Limit.Reaction;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads what the data must be like. A limit is written as a number, as a severity (the usual limit then), or as an object
 * of both.
 */
record RequestedChecks(Fields body, Dataset dataset, Function<DatasetReference, @Nullable Dataset> datasets) {

    private static final List<String> REACTIONS = Arrays.stream(Reaction.values())
            .map(reaction -> reaction.name().toLowerCase(Locale.ROOT))
            .toList();

    Checks checks() {
        Fields fields = body.section("checks");
        Map<String, Limit> limits = new LinkedHashMap<>();
        for (DataCheck check : DataCheck.values()) {
            limits.put(check.field(), limit(fields, check));
        }
        Checks checks = new Checks(limits, compareWith(fields), group(fields));
        fields.end();
        return checks;
    }

    private static Limit limit(Fields fields, DataCheck check) {
        JsonNode node = fields.node(check.field());
        Limit usual = check.usual();
        if (node == null || node.isNumber()) {
            return new Limit(number(fields, check.field(), check), usual.severity());
        }
        if (node.isString()) {
            return new Limit(usual.limit(), reaction(fields, check.field(), usual.severity()));
        }
        Fields section = fields.section(check.field());
        Limit limit = new Limit(number(section, "limit", check), reaction(section, "severity", usual.severity()));
        section.end();
        return limit;
    }

    private static double number(Fields fields, String name, DataCheck check) {
        double usual = check.usual().limit();
        return check.countsRows() ? fields.whole(name, (long) usual, (long) check.least(), (long) check.most())
                : fields.number(name, usual, check.least(), check.most());
    }

    private static Reaction reaction(Fields fields, String name, Reaction usual) {
        String word = fields.word(name, usual.name().toLowerCase(Locale.ROOT), REACTIONS);
        return Reaction.valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** A data set as {@code dataset} names one, or by its id or its name alone. */
    private @Nullable String compareWith(Fields fields) {
        JsonNode node = fields.node("compare_with");
        if (node == null) {
            return null;
        }
        Dataset newer = node.isString() ? named(node.asString()) : datasets.apply(reference(fields));
        if (newer == null) {
            fields.wrong("compare_with", "there is no such data set; give the id, the name or name@version of one");
            return null;
        }
        if (!dataset.columns().isEmpty() && newer.kind() != dataset.kind()) {
            fields.wrong("compare_with", "must be a data set of %s, as the one to learn from is"
                    .formatted(dataset.kind().name().toLowerCase(Locale.ROOT)));
        }
        return newer.id();
    }

    private @Nullable Dataset named(String text) {
        int at = text.lastIndexOf('@');
        if (at > 0 && text.substring(at + 1).matches("[1-9][0-9]{0,8}")) {
            return datasets
                    .apply(new DatasetReference(null, text.substring(0, at), Integer.valueOf(text.substring(at + 1))));
        }
        Dataset byId = datasets.apply(new DatasetReference(text, null, null));
        return byId != null ? byId : datasets.apply(new DatasetReference(null, text, null));
    }

    private static DatasetReference reference(Fields fields) {
        Fields section = fields.section("compare_with");
        DatasetReference reference = new DatasetReference(section.text("id"), section.text("name"),
                section.has("version") ? Integer.valueOf(section.whole("version", 1, 1, Integer.MAX_VALUE)) : null);
        section.end();
        return reference;
    }

    private @Nullable String group(Fields fields) {
        String group = fields.text("group");
        if (group == null) {
            return null;
        }
        if (dataset.kind() != Dataset.Kind.TABLE) {
            fields.wrong("group", "is for tables; images and texts have no columns");
        } else if (group.equals(body.text("target"))) {
            fields.wrong("group", "must be another column than the target");
        } else if (!dataset.columns().isEmpty() && dataset.column(group).isEmpty()) {
            fields.wrong("group", "the data set has no column '%s'; its columns are %s".formatted(group,
                    String.join(", ", dataset.columns().stream().map(Dataset.ColumnProfile::name).toList())));
        }
        return group;
    }
}
