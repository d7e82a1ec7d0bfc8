package dev.fairway.feature;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Raw rows by column, before any preprocessing: what a data set holds and what a request brings.
 *
 * @param count number of rows
 * @param columns the columns by name, each of that many rows
 */
public record Rows(int count, Map<String, Column> columns) {

    /** @throws IllegalArgumentException when a column has another number of rows */
    public Rows {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        for (var column : columns.entrySet()) {
            if (column.getValue().rows() != count) {
                throw new IllegalArgumentException(
                        "column %s has %d rows, not %d".formatted(column.getKey(), column.getValue().rows(), count));
            }
        }
    }

    /** The given rows, in their order. */
    public Rows select(int[] rows) {
        Map<String, Column> selected = LinkedHashMap.newLinkedHashMap(columns.size());
        columns.forEach((name, column) -> selected.put(name, column.select(rows)));
        return new Rows(rows.length, selected);
    }

    /** @throws IllegalArgumentException when there is no such column or it holds words */
    public double[] numbers(String name) {
        if (columns.get(name) instanceof Column.Numbers numbers) {
            return numbers.values();
        }
        throw new IllegalArgumentException("no column of numbers is called " + name);
    }

    /** @throws IllegalArgumentException when there is no such column or it holds numbers */
    public @org.jspecify.annotations.Nullable String[] words(String name) {
        if (columns.get(name) instanceof Column.Words words) {
            return words.values();
        }
        throw new IllegalArgumentException("no column of words is called " + name);
    }
}
