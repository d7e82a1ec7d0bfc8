package dev.fairway.dataset.load;

import dev.fairway.dataset.ColumnType;
import dev.fairway.dataset.Dataset.ColumnProfile;
import dev.fairway.dataset.Dataset.Frequency;
import dev.fairway.dataset.sandbox.Sandbox;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks at every column of a stored table. */
final class Profiling {

    private static final int TOP = 10;

    private final Sandbox sandbox;
    private final String source;

    Profiling(Sandbox sandbox, Path table) {
        this.sandbox = sandbox;
        this.source = Sandbox.parquet(table);
    }

    long rows() {
        return number("SELECT count(*) FROM " + source);
    }

    /** Rows that repeat an earlier one in every column. */
    long duplicates() {
        return number("SELECT (SELECT count(*) FROM %1$s) - (SELECT count(*) FROM (SELECT DISTINCT * FROM %1$s))"
                .formatted(source));
    }

    ColumnProfile profile(String name, ColumnType type) {
        String column = Sandbox.identifier(name);
        return type == ColumnType.NUMERIC ? numeric(name, column) : worded(name, type, column);
    }

    private ColumnProfile numeric(String name, String column) {
        double greatest = sandbox.query("SELECT max(abs(%s::DOUBLE)) FROM %s".formatted(column, source),
                rows -> rows.next() ? rows.getDouble(1) : 0);
        // Sums of squares of large numbers overflow; in units of the greatest they do not.
        double unit = greatest > 1e100 ? greatest : 1;
        return sandbox.query("""
                SELECT count(*) - count(x), count(DISTINCT x), min(x), max(x), avg(x / ?), stddev_samp(x / ?)
                FROM (SELECT %s::DOUBLE AS x FROM %s)""".formatted(column, source), rows -> {
            rows.next();
            return new ColumnProfile(name, ColumnType.NUMERIC, rows.getLong(1), rows.getLong(2), real(rows, 3, 1),
                    real(rows, 4, 1), real(rows, 5, unit), real(rows, 6, unit), List.of());
        }, unit, unit);
    }

    private static @Nullable Double real(ResultSet rows, int index, double unit) throws SQLException {
        double value = rows.getDouble(index) * unit;
        return rows.wasNull() || !Double.isFinite(value) ? null : Double.valueOf(value);
    }

    private ColumnProfile worded(String name, ColumnType type, String column) {
        List<Frequency> top = sandbox.query("""
                SELECT %1$s::VARCHAR, count(*) AS n FROM %2$s WHERE %1$s IS NOT NULL
                GROUP BY 1 ORDER BY n DESC, 1 LIMIT %3$d""".formatted(column, source, TOP), rows -> {
            List<Frequency> frequencies = new ArrayList<>();
            while (rows.next()) {
                frequencies.add(new Frequency(rows.getString(1), rows.getLong(2)));
            }
            return frequencies;
        });
        return sandbox.query("SELECT count(*) - count(%1$s), count(DISTINCT %1$s) FROM %2$s".formatted(column, source),
                rows -> {
                    rows.next();
                    return new ColumnProfile(name, type, rows.getLong(1), rows.getLong(2), null, null, null, null, top);
                });
    }

    private long number(String sql) {
        return sandbox.query(sql, rows -> {
            rows.next();
            return rows.getLong(1);
        });
    }
}
