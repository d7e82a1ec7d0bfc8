package dev.fairway.training.request;

import dev.fairway.contract.Refusal.FieldError;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Reads the fields of one JSON object and collects everything that is wrong with them, so that a caller corrects a body
 * once and not field by field. A field that is wrong reads as its default; whoever reads asks for the errors at the end.
 */
final class Fields {

    private final JsonNode object;
    private final String path;
    private final List<FieldError> errors;
    private final Set<String> known = new LinkedHashSet<>();
    /** Whether a word was written instead of an object; what is wrong with it is told of the word's own place. */
    private boolean word;

    Fields(JsonNode node, String path, List<FieldError> errors) {
        this.path = path;
        this.errors = errors;
        this.object = node.isObject() ? node : JsonNodeFactory.instance.objectNode();
        if (!node.isObject()) {
            errors.add(new FieldError(path.isEmpty() ? "body" : path, "must be an object, not " + shown(node)));
        }
    }

    boolean has(String name) {
        return value(name) != null;
    }

    Fields section(String name) {
        JsonNode value = value(name);
        return new Fields(value == null ? JsonNodeFactory.instance.objectNode() : value, at(name), errors);
    }

    /** The {@code type} of an object; empty where it has none or is none, which whoever reads it tells. */
    String type(String name) {
        JsonNode object = value(name);
        return object == null ? "" : object.path("type").asString("");
    }

    /** An object with a {@code type}; where it has nothing else, its word alone is written. */
    Fields variant(String name) {
        JsonNode value = value(name);
        if (value == null || !value.isString()) {
            return section(name);
        }
        Fields variant = new Fields(JsonNodeFactory.instance.objectNode().set("type", value), at(name), errors);
        variant.word = true;
        return variant;
    }

    /** The variants of an array. */
    List<Fields> variants(String name) {
        List<Fields> variants = new ArrayList<>();
        List<JsonNode> items = items(name);
        for (int i = 0; i < items.size(); i++) {
            JsonNode item = items.get(i);
            Fields variant = new Fields(
                    item.isString() ? JsonNodeFactory.instance.objectNode().set("type", item) : item,
                    "%s[%d]".formatted(at(name), i), errors);
            variant.word = item.isString();
            variants.add(variant);
        }
        return variants;
    }

    /** The objects of an array. */
    List<Fields> sections(String name) {
        List<Fields> sections = new ArrayList<>();
        List<JsonNode> items = items(name);
        for (int i = 0; i < items.size(); i++) {
            sections.add(new Fields(items.get(i), "%s[%d]".formatted(at(name), i), errors));
        }
        return sections;
    }

    @Nullable
    String text(String name) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        if (value.isString() && !value.asString().isBlank()) {
            return value.asString();
        }
        wrong(name, "must be a text that is not empty, not " + shown(value));
        return null;
    }

    String required(String name, String meaning) {
        if (!has(name)) {
            wrong(name, "is missing; it names " + meaning);
            return "";
        }
        String text = text(name);
        return text == null ? "" : text;
    }

    /** A text, or a whole number as it is written. */
    @Nullable
    String label(String name) {
        JsonNode value = value(name);
        return value != null && value.isIntegralNumber() ? value.asString() : text(name);
    }

    /** Words; numbers and truth values are taken as they are written. */
    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (JsonNode item : items(name)) {
            if (item.isValueNode() && !item.isNull()) {
                texts.add(item.asString());
            } else {
                wrong(name, "must hold texts only, not " + shown(item));
            }
        }
        return List.copyOf(texts);
    }

    double number(String name, double otherwise, double least, double most) {
        JsonNode value = value(name);
        if (value == null) {
            return otherwise;
        }
        return number(at(name), value, otherwise, least, most);
    }

    @Nullable
    Double numberOrNull(String name, double least, double most) {
        return has(name) ? Double.valueOf(number(name, least, least, most)) : null;
    }

    long whole(String name, long otherwise, long least, long most) {
        JsonNode value = value(name);
        if (value == null) {
            return otherwise;
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            wrong(name, "must be a whole number from %d to %d, not %s".formatted(least, most, shown(value)));
            return otherwise;
        }
        return inRange(at(name), value.asLong(), otherwise, least, most);
    }

    int whole(String name, int otherwise, int least, int most) {
        return (int) whole(name, (long) otherwise, least, most);
    }

    @Nullable
    Integer wholeOrNull(String name, int least, int most) {
        return has(name) ? Integer.valueOf(whole(name, least, least, most)) : null;
    }

    List<Integer> wholes(String name, List<Integer> otherwise, int least, int most) {
        if (!has(name)) {
            return otherwise;
        }
        List<Integer> wholes = new ArrayList<>();
        List<JsonNode> items = items(name);
        for (int i = 0; i < items.size(); i++) {
            String place = "%s[%d]".formatted(at(name), i);
            if (items.get(i).isIntegralNumber() && items.get(i).canConvertToLong()) {
                wholes.add((int) inRange(place, items.get(i).asLong(), least, least, most));
            } else {
                wrongAt(place,
                        "must be a whole number from %d to %d, not %s".formatted(least, most, shown(items.get(i))));
            }
        }
        return wholes;
    }

    boolean flag(String name, boolean otherwise) {
        JsonNode value = value(name);
        if (value == null || value.isBoolean()) {
            return value == null ? otherwise : value.asBoolean();
        }
        wrong(name, "must be true or false, not " + shown(value));
        return otherwise;
    }

    <E extends Enum<E>> E choice(String name, E otherwise) {
        return choice(name, otherwise, Arrays.asList(otherwise.getDeclaringClass().getEnumConstants()));
    }

    <E extends Enum<E>> E choice(String name, E otherwise, Collection<E> choices) {
        String word = word(name, written(otherwise), choices.stream().map(Fields::written).toList());
        return choices.stream().filter(c -> written(c).equals(word)).findFirst().orElse(otherwise);
    }

    /** Some of the constants of an enum. */
    <E extends Enum<E>> List<E> choices(String name, E any) {
        List<E> all = Arrays.asList(any.getDeclaringClass().getEnumConstants());
        List<E> choices = new ArrayList<>();
        for (String text : texts(name)) {
            all.stream()
                    .filter(constant -> written(constant).equals(text))
                    .findFirst()
                    .ifPresentOrElse(choices::add,
                            () -> wrong(name, unsupported(text, all.stream().map(Fields::written).toList())));
        }
        return choices;
    }

    /** One of the given words. */
    String word(String name, String otherwise, List<String> allowed) {
        String text = text(name);
        if (text == null || allowed.contains(text)) {
            return text == null ? otherwise : text;
        }
        wrong(name, unsupported(text, allowed));
        return otherwise;
    }

    private static String unsupported(String text, List<String> supported) {
        return "'%s' is not supported; supported: %s".formatted(text, String.join(", ", supported));
    }

    Duration duration(String name, Duration otherwise, Duration least, Duration most) {
        String text = text(name);
        if (text == null) {
            return otherwise;
        }
        try {
            Duration duration = Duration.parse(text);
            if (duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0) {
                return duration;
            }
        } catch (DateTimeParseException _) {
            // told below, together with the range
        }
        wrong(name, "must be an ISO-8601 duration from %s to %s, such as PT1H, not '%s'".formatted(least, most, text));
        return otherwise;
    }

    /** Numbers by name. */
    Map<String, Double> numbers(String name, double least, double most) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        if (has(name)) {
            Fields section = section(name);
            for (var entry : section.object.properties()) {
                numbers.put(entry.getKey(), number(section.at(entry.getKey()), entry.getValue(), least, least, most));
            }
        }
        return numbers;
    }

    /** The names of the fields that an object has, whatever they are. */
    List<String> names() {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }

    void wrong(String name, String message) {
        wrongAt(at(name), message);
    }

    /** Refuses a field that this version cannot do anything with, where it is given and not empty. */
    void notYet(String name, String instead) {
        JsonNode value = value(name);
        if (value != null && !(value.isArray() && value.isEmpty())) {
            wrong(name, "is not supported yet; " + instead);
        }
    }

    /** Refuses the fields that nobody has asked for. */
    void end() {
        for (String name : names()) {
            if (!known.contains(name)) {
                wrong(name, "is not known here; known are " + String.join(", ", known));
            }
        }
    }

    /** The field as it stands; null when it is absent. */
    @Nullable
    JsonNode node(String name) {
        return value(name);
    }

    private @Nullable JsonNode value(String name) {
        known.add(name);
        JsonNode value = object.get(name);
        return value == null || value.isNull() ? null : value;
    }

    private List<JsonNode> items(String name) {
        JsonNode value = value(name);
        if (value != null && !value.isArray()) {
            wrong(name, "must be a list, not " + shown(value));
        }
        return value instanceof ArrayNode array ? array.valueStream().toList() : List.of();
    }

    private double number(String place, JsonNode value, double otherwise, double least, double most) {
        if (value.isNumber() && value.asDouble() >= least && value.asDouble() <= most) {
            return value.asDouble();
        }
        wrongAt(place, "must be a number from %s to %s, not %s".formatted(least, most, shown(value)));
        return otherwise;
    }

    private long inRange(String place, long value, long otherwise, long least, long most) {
        if (value >= least && value <= most) {
            return value;
        }
        wrongAt(place, "must be a whole number from %d to %d, not %d".formatted(least, most, value));
        return otherwise;
    }

    private void wrongAt(String place, String message) {
        errors.add(new FieldError(place, message));
    }

    private String at(String name) {
        if (word) {
            return path;
        }
        return path.isEmpty() ? name : path + "." + name;
    }

    private static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String shown(JsonNode value) {
        String text = value.toString();
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }
}
