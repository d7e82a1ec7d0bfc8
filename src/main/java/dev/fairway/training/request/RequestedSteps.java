package dev.fairway.training.request;

import dev.fairway.dataset.ColumnType;
import dev.fairway.dataset.Dataset;
import dev.fairway.dataset.Dataset.ColumnProfile;
import dev.fairway.feature.DatePart;
import dev.fairway.training.TrainSpec;
import dev.fairway.training.spec.ColumnSteps;
import dev.fairway.training.spec.ColumnSteps.Clip;
import dev.fairway.training.spec.ColumnSteps.Dates;
import dev.fairway.training.spec.ColumnSteps.Encoding;
import dev.fairway.training.spec.ColumnSteps.Missing;
import dev.fairway.training.spec.ColumnSteps.Rare;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads what is done to the columns of a table: to all of them, and to single ones against that.
 *
 * @param columns the columns of the data set
 * @param preprocessing the fields of the request
 */
record RequestedSteps(RequestedColumns columns, Fields preprocessing) {

    private static final Set<Missing.Method> METHODS = EnumSet.complementOf(EnumSet.of(Missing.Method.CONSTANT));
    private static final List<String> OF_NUMBERS = List.of("numeric", "clip");
    private static final List<String> OF_WORDS = List.of("categorical", "max_categories", "rare");
    private static final List<String> OF_DATES = List.of("dates");
    private static final List<String> OF_TABLES = List.of("indicator", "clip", "rare", "dates", "columns");
    /** A number per word is a column of the whole table. */
    private static final int WIDEST_ONE_HOT = 1_000;
    private static final int MOST_CATEGORIES = 100_000;

    ColumnSteps usual() {
        if (columns.dataset().kind() != Dataset.Kind.TABLE) {
            OF_TABLES.stream()
                    .filter(preprocessing::has)
                    .forEach(field -> preprocessing.wrong(field,
                            "is for tables, and this is a data set of " + "images or texts"));
        }
        return read(preprocessing, TrainDefaults.COLUMN_STEPS);
    }

    /** Those of single columns, each with what is usual where it says nothing. */
    Map<String, ColumnSteps> columns(ColumnSteps usual, TrainSpec.Features features, String target) {
        Fields section = preprocessing.section("columns");
        Map<String, ColumnSteps> steps = new LinkedHashMap<>();
        for (String name : section.names()) {
            columns.known(section, name, name);
            if (name.equals(target)) {
                section.wrong(name, "is the target, which is not preprocessed");
            }
            Fields fields = section.section(name);
            ColumnSteps own = read(fields, usual);
            columns.dataset()
                    .column(name)
                    .ifPresent(column -> fits(fields, column, features.types().getOrDefault(name, column.type()), own));
            fields.end();
            steps.put(name, own);
        }
        return steps;
    }

    private static ColumnSteps read(Fields fields, ColumnSteps usual) {
        Encoding encoding = fields.choice("categorical", usual.categorical());
        int most = encoding == Encoding.ONE_HOT ? WIDEST_ONE_HOT : MOST_CATEGORIES;
        int categories = encoding == usual.categorical() ? usual.maxCategories()
                : TrainDefaults.maxCategories(encoding);
        return new ColumnSteps(missing(fields, usual.missing()), fields.choice("numeric", usual.numeric()),
                section(fields, "clip", usual.clip(), TrainDefaults.CLIP, RequestedSteps::clip), encoding,
                fields.whole("max_categories", categories, 2, most),
                section(fields, "rare", usual.rare(), TrainDefaults.RARE, RequestedSteps::rare),
                dates(fields, usual.dates()));
    }

    private static Missing missing(Fields fields, Missing usual) {
        JsonNode node = fields.node("missing");
        Missing.Method method;
        String constant = usual.constant();
        if (node != null && node.isObject()) {
            method = Missing.Method.CONSTANT;
            constant = constant(fields.section("missing"));
        } else {
            method = fields.choice("missing", usual.method(), METHODS);
        }
        boolean dropped = method == Missing.Method.DROP;
        boolean indicator = fields.flag("indicator", usual.indicator() && !dropped);
        if (dropped && indicator) {
            fields.wrong("indicator", "tells of missing values, and with missing 'drop' there are none");
        }
        return new Missing(method, method == Missing.Method.CONSTANT ? constant : null, indicator);
    }

    private static @Nullable String constant(Fields fields) {
        JsonNode node = fields.node("constant");
        fields.end();
        String constant = node != null && (node.isNumber() || node.isString()) ? node.asString() : "";
        if (constant.isBlank()) {
            fields.wrong("constant", "must be the number, word or moment that stands for a missing one");
            return null;
        }
        return constant;
    }

    /** A section in whose place true stands for what it usually is, and false for none. */
    private static <T> @Nullable T section(
            Fields fields,
            String name,
            @Nullable T otherwise,
            T usual,
            Function<Fields, T> reading) {
        JsonNode node = fields.node(name);
        if (node == null) {
            return otherwise;
        }
        if (node.isBoolean()) {
            return node.asBoolean() ? usual : null;
        }
        Fields section = fields.section(name);
        T read = reading.apply(section);
        section.end();
        return read;
    }

    private static Clip clip(Fields fields) {
        Clip clip = new Clip(fields.number("lower", TrainDefaults.CLIP.lower(), 0, 1),
                fields.number("upper", TrainDefaults.CLIP.upper(), 0, 1));
        if (clip.lower() >= clip.upper()) {
            fields.wrong("upper", "must be a greater quantile than lower, which is %s".formatted(clip.lower()));
        }
        return clip;
    }

    private static Rare rare(Fields fields) {
        Rare rare = new Rare(fields.numberOrNull("min_share", 0, 1), fields.wholeOrNull("min_rows", 1, 1_000_000));
        if (rare.minShare() == null && rare.minRows() == null) {
            fields.wrong("min_share", "or min_rows must say what is rare");
        }
        return rare;
    }

    private static @Nullable Dates dates(Fields fields, @Nullable Dates usual) {
        JsonNode node = fields.node("dates");
        if (node == null) {
            return usual;
        }
        if (!node.isObject()) {
            return dates(parts(fields, "dates"), true);
        }
        Fields section = fields.section("dates");
        List<DatePart> parts = parts(section, "parts");
        boolean cyclic = section.flag("cyclic", true);
        section.end();
        if (parts.isEmpty()) {
            section.wrong("parts", "must name a part at least, such as month");
        }
        return dates(parts, cyclic);
    }

    private static @Nullable Dates dates(List<DatePart> parts, boolean cyclic) {
        return parts.isEmpty() ? null : new Dates(parts, cyclic);
    }

    private static List<DatePart> parts(Fields fields, String name) {
        List<DatePart> parts = fields.choices(name, DatePart.YEAR);
        if (parts.stream().distinct().count() < parts.size()) {
            fields.wrong(name, "has a part twice");
        }
        return parts;
    }

    /** Refuses what cannot be done to the values of a column. */
    private static void fits(Fields fields, ColumnProfile column, ColumnType type, ColumnSteps steps) {
        Missing missing = steps.missing();
        switch (type) {
            case NUMERIC -> {
                refuse(fields, OF_WORDS, column, "words");
                refuse(fields, OF_DATES, column, "times");
                constant(fields, missing.number() != null, "a number for this column");
            }
            case CATEGORICAL, BOOLEAN -> {
                refuse(fields, OF_NUMBERS, column, "numbers");
                refuse(fields, OF_DATES, column, "times");
                average(fields, missing);
            }
            case TIME -> {
                refuse(fields, OF_NUMBERS, column, "numbers");
                refuse(fields, OF_WORDS, column, "words");
                average(fields, missing);
                constant(fields, missing.moment() != null, "a day or a moment, such as 2026-01-31");
            }
            case TEXT -> {
                // is left out, unless an architecture of texts reads it; neither does anything of this
            }
        }
    }

    private static void refuse(Fields fields, List<String> names, ColumnProfile column, String kind) {
        for (String name : names) {
            if (fields.has(name)) {
                fields.wrong(name,
                        "is for columns of %s, and '%s' is %s".formatted(kind, column.name(), column.type().label()));
            }
        }
    }

    private static void constant(Fields fields, boolean fits, String what) {
        JsonNode node = fields.node("missing");
        if (node != null && node.isObject() && !fits) {
            fields.wrong("missing", "the constant must be " + what);
        }
    }

    private static void average(Fields fields, Missing missing) {
        boolean average = missing.method() == Missing.Method.MEAN || missing.method() == Missing.Method.MEDIAN;
        if (average && fields.has("missing")) {
            fields.wrong("missing", "numbers alone have a mean and a median; use impute, mode, drop or a constant");
        }
    }
}
