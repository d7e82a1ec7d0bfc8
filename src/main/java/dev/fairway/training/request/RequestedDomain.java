package dev.fairway.training.request;

import dev.fairway.training.search.Domain;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the values that a field of a search's space may take: a list, or an object with the name of a distribution, as
 * {@code {"log_uniform": [0.0001, 0.1]}}.
 *
 * @param space the section that the field stands in
 */
record RequestedDomain(Fields space, String path) {

    private static final List<String> NAMES = List.of("values", "uniform", "log_uniform", "int_uniform",
            "int_log_uniform", "quantised_uniform");
    private static final int MOST_VALUES = 1_000;

    /** Null when it is wrong, which is told. */
    @Nullable
    Domain read() {
        JsonNode node = space.node(path);
        if (node == null || node.isArray()) {
            return values(node);
        }
        List<String> names = node.isObject() ? List.copyOf(node.propertyNames()) : List.of();
        if (names.size() != 1 || !NAMES.contains(names.getFirst())) {
            wrong("must be a list of values or an object with one of " + String.join(", ", NAMES));
            return null;
        }
        JsonNode value = node.get(names.getFirst());
        return names.getFirst().equals("values") ? values(value) : range(names.getFirst(), value);
    }

    private @Nullable Domain values(@Nullable JsonNode node) {
        if (node == null || !node.isArray() || node.isEmpty() || node.size() > MOST_VALUES) {
            wrong("must list 1 to %d values".formatted(MOST_VALUES));
            return null;
        }
        List<JsonNode> values = node.valueStream().distinct().toList();
        return new Domain.Values(values);
    }

    private @Nullable Domain range(String name, JsonNode node) {
        int wanted = name.equals("quantised_uniform") ? 3 : 2;
        if (!node.isArray() || node.size() != wanted
                || !node.valueStream().allMatch(n -> n.isNumber() && Double.isFinite(n.asDouble()))) {
            wrong("%s takes %s, not %s".formatted(name, wanted == 3 ? "[low, high, step]" : "[low, high]", node));
            return null;
        }
        double low = node.get(0).asDouble();
        double high = node.get(1).asDouble();
        if (!(low < high)) {
            wrong("%s must go from a lower number to a higher one, not from %s to %s".formatted(name, node.get(0),
                    node.get(1)));
            return null;
        }
        if (name.contains("log") && low <= 0) {
            wrong("%s must begin above 0, not at %s".formatted(name, node.get(0)));
            return null;
        }
        return switch (name) {
            case "uniform" -> new Domain.Reals(low, high, false);
            case "log_uniform" -> new Domain.Reals(low, high, true);
            case "quantised_uniform" -> steps(low, high, node.get(2).asDouble());
            default -> wholes(node, name.equals("int_log_uniform"));
        };
    }

    private @Nullable Domain steps(double low, double high, double step) {
        if (!(step > 0 && step <= high - low)) {
            wrong("the step must be greater than 0 and at most %s, not %s".formatted(high - low, step));
            return null;
        }
        return new Domain.Steps(low, high, step);
    }

    private @Nullable Domain wholes(JsonNode ends, boolean log) {
        if (!ends.valueStream().allMatch(n -> n.isIntegralNumber() && n.canConvertToInt())) {
            wrong("must go from a whole number to another, not " + ends);
            return null;
        }
        return new Domain.Wholes(ends.get(0).asLong(), ends.get(1).asLong(), log);
    }

    private void wrong(String message) {
        space.wrong(path, message);
    }
}
