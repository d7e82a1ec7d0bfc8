package dev.fairway.dataset;

import dev.fairway.contract.Refusal;
import dev.fairway.dataset.sandbox.Sandbox;
import dev.fairway.feature.Column;
import dev.fairway.feature.Rows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Reads the rows of a stored data set in their order; needs neither a database nor the service, so that a train worker
 * reads them in its own process.
 */
public final class Table {

    private Table() {}

    /** A column, and what it is to be read as. */
    public record Selection(String column, ColumnType type) {}

    /**
     * Reads columns into memory. A number read as a word is written as JSON would write it, a boolean as {@code true}
     * or {@code false}, a time in ISO-8601.
     *
     * @param columns the columns to read, with the type that each is to be read as: {@link ColumnType#NUMERIC} gives
     *     numbers, every other type gives words
     * @throws Refusal when a column does not exist or does not hold what it is to be read as
     * @throws IllegalArgumentException when there is no such table
     */
    public static Rows read(Path table, List<Selection> columns) {
        return read(table, columns, 0, Integer.MAX_VALUE);
    }

    /**
     * As {@link #read(Path, List)}, some of the rows.
     *
     * @param from number of the first one, from 0 on
     * @param most how many there may be
     */
    public static Rows read(Path table, List<Selection> columns, int from, int most) {
        if (!Files.isRegularFile(table)) {
            throw new IllegalArgumentException("no table is stored at " + table);
        }
        try (Sandbox sandbox = Sandbox.reading(table)) {
            return new Stored(sandbox, Sandbox.parquet(table)).read(columns.stream().distinct().toList(), from, most);
        }
    }

    private record Stored(Sandbox sandbox, String source) {

        Rows read(List<Selection> columns, int from, int most) {
            Map<String, String> stored = sandbox.query("DESCRIBE FROM " + source, Stored::types);
            columns.forEach(c -> check(c, stored));
            long all = sandbox.query("SELECT count(*) FROM " + source, Stored::number);
            int count = Math.toIntExact(Math.clamp(all - from, 0, (long) most));
            Map<String, Column> values = new LinkedHashMap<>();
            columns.forEach(
                    c -> values.put(c.column(), c.type() == ColumnType.NUMERIC ? new Column.Numbers(new double[count])
                            : new Column.Words(new String[count])));
            if (!columns.isEmpty()) {
                fill(columns, stored, List.copyOf(values.values()),
                        count == all ? "" : " LIMIT %d OFFSET %d".formatted(count, from));
            }
            return new Rows(count, values);
        }

        private void check(Selection selection, Map<String, String> stored) {
            String column = selection.column();
            if (!stored.containsKey(column)) {
                throw Refusal.invalid(column,
                        "is not a column of the data set; it has " + String.join(", ", stored.keySet()));
            }
            if (selection.type() == ColumnType.NUMERIC) {
                String unfit = sandbox.query(
                        "SELECT CAST(%1$s AS VARCHAR) FROM %2$s WHERE %1$s IS NOT NULL AND %3$s IS NULL LIMIT 1"
                                .formatted(Sandbox.identifier(column), source, number(column)),
                        rows -> rows.next() ? rows.getString(1) : "");
                if (!unfit.isEmpty()) {
                    throw Refusal.invalid(column,
                            "cannot be read as numbers: it holds \"%s\"; use it as categorical".formatted(unfit));
                }
            }
        }

        private void fill(List<Selection> columns, Map<String, String> stored, List<Column> values, String part) {
            String wanted = columns.stream()
                    .map(c -> c.type() == ColumnType.NUMERIC
                            ? "coalesce(%s, 'NaN'::DOUBLE)".formatted(number(c.column()))
                            : word(c.column(), stored.getOrDefault(c.column(), "")))
                    .collect(Collectors.joining(", "));
            sandbox.query("SELECT " + wanted + " FROM " + source + part, rows -> copy(rows, values));
        }

        private static int copy(ResultSet rows, List<Column> values) throws SQLException {
            int row = 0;
            for (; rows.next(); row++) {
                for (int c = 0; c < values.size(); c++) {
                    switch (values.get(c)) {
                        case Column.Numbers numbers -> numbers.values()[row] = rows.getDouble(c + 1);
                        case Column.Words words -> words.values()[row] = rows.getString(c + 1);
                    }
                }
            }
            return row;
        }

        private static String number(String column) {
            return "TRY_CAST(%s AS DOUBLE)".formatted(Sandbox.identifier(column));
        }

        private static String word(String column, String type) {
            String name = Sandbox.identifier(column);
            return switch (type) {
                case "TIMESTAMP" -> "strftime(%s, '%%Y-%%m-%%dT%%H:%%M:%%S')".formatted(name);
                default -> "CAST(%s AS VARCHAR)".formatted(name);
            };
        }

        private static long number(ResultSet rows) throws SQLException {
            rows.next();
            return rows.getLong(1);
        }

        private static Map<String, String> types(ResultSet rows) throws SQLException {
            Map<String, String> types = new LinkedHashMap<>();
            while (rows.next()) {
                types.put(rows.getString("column_name"), rows.getString("column_type"));
            }
            return types;
        }
    }
}
