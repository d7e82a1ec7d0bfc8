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

    /**
     * How the numbers of a column lie.
     *
     * @param commonest rows that have the most frequent one
     * @param low three interquartile ranges below the first quartile; Tukey's outer fence
     * @param high as much above the third
     * @param outside rows with a number beyond either; none where the middle half is one number
     */
    record Shape(String column, long commonest, double low, double high, long outside) {}

    /** Of the columns of numbers. */
    List<Shape> shapes(List<ColumnProfile> columns) {
        return columns.stream()
                .filter(column -> column.type() == ColumnType.NUMERIC)
                .map(column -> shape(column.name()))
                .toList();
    }

    private Shape shape(String name) {
        return sandbox.query("""
                WITH numbers AS (SELECT x FROM (SELECT %s::DOUBLE AS x FROM %s) WHERE isfinite(x)),
                    quartiles AS (SELECT quantile_disc(x, 0.25) AS a, quantile_disc(x, 0.75) AS b FROM numbers),
                    fences AS (SELECT 4 * a - 3 * b AS low, 4 * b - 3 * a AS high, b > a AS wide FROM quartiles)
                SELECT coalesce((SELECT max(n) FROM (SELECT count(*) AS n FROM numbers GROUP BY x)), 0), low, high,
                    (SELECT count(*) FROM numbers WHERE wide AND (x < low OR x > high))
                FROM fences""".formatted(Sandbox.identifier(name), source), rows -> {
            rows.next();
            return new Shape(name, rows.getLong(1), rows.getDouble(2), rows.getDouble(3), rows.getLong(4));
        });
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
