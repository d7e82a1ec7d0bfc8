package dev.fairway.monitoring.bias;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers that belong together, written {@code >=25}, {@code >25}, {@code <25}, {@code <=25}, {@code 25..60} (25 and more,
 * but less than 60) or {@code 25}.
 *
 * @param from the least number inside
 * @param to the least number above that is outside
 */
record Range(double from, double to) {

    private static final String NUMBER = "([-+]?\\d+(?:\\.\\d+)?(?:[eE][-+]?\\d+)?)";
    private static final Pattern BOUND = Pattern.compile("\\s*(>=|>|<=|<|=|)\\s*" + NUMBER + "\\s*");
    private static final Pattern BETWEEN = Pattern.compile("\\s*" + NUMBER + "\\s*\\.\\.\\s*" + NUMBER + "\\s*");

    static Optional<Range> parse(String text) {
        Matcher between = BETWEEN.matcher(text);
        if (between.matches()) {
            return Optional.of(new Range(number(between, 1), number(between, 2)));
        }
        Matcher bound = BOUND.matcher(text);
        return bound.matches() ? Optional.of(bounded(bound.group(1), number(bound, 2))) : Optional.empty();
    }

    private static Range bounded(String sign, double bound) {
        return switch (sign) {
            case ">=" -> new Range(bound, Double.POSITIVE_INFINITY);
            case ">" -> new Range(Math.nextUp(bound), Double.POSITIVE_INFINITY);
            case "<=" -> new Range(Double.NEGATIVE_INFINITY, Math.nextUp(bound));
            case "<" -> new Range(Double.NEGATIVE_INFINITY, bound);
            default -> new Range(bound, Math.nextUp(bound));
        };
    }

    boolean contains(double number) {
        return number >= from && number < to;
    }

    private static double number(Matcher matcher, int group) {
        return Double.parseDouble(matcher.group(group));
    }
}
