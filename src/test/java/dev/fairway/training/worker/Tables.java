package dev.fairway.training.worker;

import dev.fairway.dataset.ColumnType;
import dev.fairway.dataset.Dataset;
import dev.fairway.dataset.Dataset.ColumnProfile;
import dev.fairway.dataset.Dataset.Frequency;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Stored tables to train on, made by SQL. */
public final class Tables {

    private Tables() {}

    /** Stores what a query of DuckDB gives and profiles it. */
    public static Dataset of(String query, Path folder) throws SQLException {
        Path table = folder.resolve("table.parquet").toAbsolutePath();
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:"); var statement = duck.createStatement()) {
            statement.execute("SET preserve_insertion_order = true");
            statement.execute("CREATE TABLE t AS " + query);
            statement.execute("COPY t TO '%s' (FORMAT parquet)".formatted(table));
            List<ColumnProfile> columns = new ArrayList<>();
            for (String[] column : columns(duck)) {
                columns.add(profile(duck, column[0], column[1]));
            }
            return new Dataset("d1", "table", 1, "csv", count(duck, "SELECT count(*) FROM t"), columns, "00", table,
                    Instant.EPOCH);
        }
    }

    private static List<String[]> columns(Connection duck) throws SQLException {
        List<String[]> columns = new ArrayList<>();
        try (var statement = duck.createStatement(); ResultSet rows = statement.executeQuery("DESCRIBE t")) {
            while (rows.next()) {
                columns.add(new String[]{rows.getString(1), rows.getString(2)});
            }
        }
        return columns;
    }

    private static ColumnProfile profile(Connection duck, String name, String type) throws SQLException {
        String column = "\"" + name + "\"";
        long missing = count(duck, "SELECT count(*) - count(%s) FROM t".formatted(column));
        long distinct = count(duck, "SELECT count(DISTINCT %s) FROM t".formatted(column));
        if (!type.matches("DOUBLE|FLOAT|DECIMAL.*|.*INT.*")) {
            ColumnType read = distinct > 1000 ? ColumnType.TEXT : ColumnType.CATEGORICAL;
            return new ColumnProfile(name, read, missing, distinct, null, null, null, null, top(duck, column));
        }
        try (var statement = duck.createStatement();
                ResultSet row = statement
                        .executeQuery("SELECT min(%1$s)::DOUBLE, max(%1$s)::DOUBLE FROM t".formatted(column))) {
            row.next();
            return new ColumnProfile(name, ColumnType.NUMERIC, missing, distinct, row.getDouble(1), row.getDouble(2),
                    0.0, 1.0, List.of());
        }
    }

    private static List<Frequency> top(Connection duck, String column) throws SQLException {
        List<Frequency> top = new ArrayList<>();
        try (var statement = duck.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT %1$s, count(*) n FROM t WHERE %1$s IS NOT NULL GROUP BY 1 ORDER BY n DESC, 1 LIMIT 10"
                                .formatted(column))) {
            while (rows.next()) {
                top.add(new Frequency(rows.getString(1), rows.getLong(2)));
            }
        }
        return top;
    }

    private static long count(Connection duck, String query) throws SQLException {
        try (var statement = duck.createStatement(); ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
