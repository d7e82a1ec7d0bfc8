package dev.fairway.inference.web.v1;

import dev.fairway.contract.Refusal;
import dev.fairway.feature.Column;
import dev.fairway.feature.Feature;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * One column as it is read, a cell per row. JSON's {@code null} is a missing value.
 *
 * <p>A numeric column takes numbers. A categorical column takes strings, and also integers and booleans as their text,
 * because in a CSV file, where its categories come from, they look the same; an empty string is a missing value there,
 * and so it is here. A column of times takes strings, too.
 */
abstract sealed class Cells {

    private static final int FEW = 16;

    private final String name;
    private int count;

    private Cells(String name) {
        this.name = name;
    }

    static Cells of(Feature feature) {
        return switch (feature) {
            case Feature.Numeric numeric -> new Numbers(numeric.name());
            case Feature.Categorical categorical -> new Words(categorical.name());
            case Feature.Time time -> new Words(time.name());
        };
    }

    String name() {
        return name;
    }

    /** Cells read so far. */
    int count() {
        return count;
    }

    /**
     * Takes the value that the parser stands on as the next row's.
     *
     * @throws Refusal when it is of another kind than the column
     */
    void read(JsonParser json) {
        put(count, json);
        count++;
    }

    /** The refusal of the cell that comes next. */
    Refusal wrong(String message) {
        String field = "row %d, column %s".formatted(count, name);
        return new Refusal(Refusal.Kind.INVALID, field + ": " + message,
                List.of(new Refusal.FieldError(field, message)));
    }

    abstract void put(int row, JsonParser json);

    final void advance(int rows) {
        count = rows;
    }

    abstract Column column();

    static int grown(int length) {
        return Math.max(FEW, length + (length >> 1));
    }

    /** What stands in the document, in words. */
    static String kind(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a string";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            case VALUE_NULL -> "null";
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT -> "something else";
        };
    }

    static final class Numbers extends Cells {

        private double[] values = new double[1];

        private Numbers(String name) {
            super(name);
        }

        @Override
        void put(int row, JsonParser json) {
            if (row == values.length) {
                values = Arrays.copyOf(values, grown(row));
            }
            values[row] = switch (json.currentToken()) {
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> finite(json);
                case VALUE_NULL -> Double.NaN;
                case JsonToken other ->
                    throw wrong("must be a number, not %s; send null where it is missing".formatted(kind(other)));
            };
        }

        private double finite(JsonParser json) {
            double value = json.getDoubleValue();
            if (!Double.isFinite(value)) {
                throw wrong("is beyond the range of a double; send a smaller number or null");
            }
            return value;
        }

        @Override
        Column column() {
            return new Column.Numbers(Arrays.copyOf(values, count()));
        }
    }

    static final class Words extends Cells {

        private @Nullable String[] values = new String[1];

        Words(String name) {
            super(name);
        }

        /** Those not read are missing: a fact that a row does not bring is not known. */
        void skipTo(int rows) {
            if (rows > values.length) {
                values = Arrays.copyOf(values, grown(rows));
            }
            advance(rows);
        }

        @Override
        void put(int row, JsonParser json) {
            if (row == values.length) {
                values = Arrays.copyOf(values, grown(row));
            }
            values[row] = switch (json.currentToken()) {
                case VALUE_STRING -> json.getString().isEmpty() ? null : json.getString();
                case VALUE_NUMBER_INT, VALUE_TRUE, VALUE_FALSE -> json.getString();
                case VALUE_NULL -> null;
                case JsonToken other ->
                    throw wrong("must be a string, not %s; send null where it is missing".formatted(kind(other)));
            };
        }

        /** Whether any cell was read. */
        boolean isKnown() {
            return Arrays.stream(values).anyMatch(Objects::nonNull);
        }

        @Nullable
        String[] values() {
            return Arrays.copyOf(values, count());
        }

        @Override
        Column column() {
            return new Column.Words(values());
        }
    }
}
