package dev.fairway.dataset.load;

import dev.fairway.contract.Refusal;
import dev.fairway.dataset.ColumnType;
import dev.fairway.dataset.load.RawColumn.Kind;
import dev.fairway.dataset.sandbox.Sandbox;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Settles the type of a column from all of its values, never from a sample, so that a word in the last row is not a
 * surprise later.
 */
final class Typing {

    private static final String NUMBER = "[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]+)?";
    /** What other programs write for numbers that are none; they become missing values. */
    private static final String NOT_FINITE = "(?i)[+-]?(nan|inf|infinity)";
    private static final String TIME = "[0-9]{4}-[0-9]{2}-[0-9]{2}([ T][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?"
            + "(Z|[+-][0-9]{2}(:?[0-9]{2})?)?)?";
    /** Zip codes and ids: numbers would lose their leading zeros or, beyond 2^53, their last digits. */
    private static final String CODE = "[+-]?0[0-9]+|[+-]?[0-9]{16,}";

    private static final int FEW = 20;
    private static final double FEW_SHARE = 0.05;
    private static final int MANY = 1_000;

    private final Sandbox sandbox;

    Typing(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    /**
     * A column whose type is settled.
     *
     * @param sql its values, as the stored table has them
     * @param notFinite values that were infinite or not a number and are missing now
     */
    record Typed(String name, ColumnType type, String sql, long notFinite) {}

    Typed settle(RawColumn column) {
        return typed(column, switch (column.kind()) {
            case NUMBERS -> ColumnType.NUMERIC;
            case TRUTHS -> ColumnType.BOOLEAN;
            case MOMENTS -> ColumnType.TIME;
            case UNTYPED, WORDS -> inferred(column);
        });
    }

    /** @throws Refusal when a value does not fit the declared type, with its row */
    Typed declare(RawColumn column, ColumnType type) {
        String fits = switch (type) {
            case NUMERIC -> matches("w", NUMBER) + " OR " + matches("w", NOT_FINITE);
            case BOOLEAN -> matches("w", "(?i)true|false|yes|no|t|f|y|n|1|0");
            case TIME -> "TRY_CAST(w AS TIMESTAMP) IS NOT NULL";
            case CATEGORICAL, TEXT -> "true";
        };
        sandbox.query("SELECT row, w FROM (SELECT rowid + 1 AS row, %s AS w FROM %s) WHERE w IS NOT NULL AND NOT (%s) "
                .formatted(column.words(), RawColumn.TABLE, fits) + "ORDER BY row LIMIT 1", rows -> {
                    if (rows.next()) {
                        throw unfit(column, type, rows);
                    }
                    return true;
                });
        return typed(column, type);
    }

    private static Refusal unfit(RawColumn column, ColumnType type, ResultSet rows) throws SQLException {
        return Refusal.invalid(column.name(), "row %d holds \"%s\", which is not %s; correct it, add it to "
                .formatted(rows.getLong(1), rows.getString(2), type.label()) + "spec.missing, or declare another type");
    }

    private ColumnType inferred(RawColumn column) {
        return sandbox.query("""
                SELECT count(w), count(DISTINCT w),
                  count(*) FILTER (%s), count(*) FILTER (%s), count(*) FILTER (%s),
                  count(*) FILTER (lower(w) IN ('true', 'false')),
                  count(*) FILTER (%s AND TRY_CAST(w AS TIMESTAMP) IS NOT NULL)
                FROM (SELECT %s AS w FROM %s)""".formatted(matches("w", NUMBER), matches("w", NOT_FINITE),
                matches("w", CODE), matches("w", TIME), column.words(), RawColumn.TABLE), rows -> {
                    rows.next();
                    return inferred(column.kind(), rows);
                });
    }

    private static ColumnType inferred(Kind kind, ResultSet counts) throws SQLException {
        long values = counts.getLong(1);
        long distinct = counts.getLong(2);
        long numbers = counts.getLong(3);
        if (kind == Kind.UNTYPED && numbers > 0 && numbers + counts.getLong(4) == values && counts.getLong(5) == 0) {
            return ColumnType.NUMERIC;
        }
        if (kind == Kind.UNTYPED && values > 0 && counts.getLong(6) == values) {
            return ColumnType.BOOLEAN;
        }
        if (values > 0 && counts.getLong(7) == values) {
            return ColumnType.TIME;
        }
        return distinct <= Math.max(FEW, Math.min(MANY, FEW_SHARE * values)) ? ColumnType.CATEGORICAL : ColumnType.TEXT;
    }

    private Typed typed(RawColumn column, ColumnType type) {
        return switch (type) {
            case NUMERIC -> number(column);
            case BOOLEAN -> new Typed(column.name(), type,
                    "(lower(%s) IN ('true', 'yes', 't', 'y', '1'))".formatted(column.words()), 0);
            case TIME -> time(column);
            case CATEGORICAL, TEXT -> new Typed(column.name(), type, column.words(), 0);
        };
    }

    /** Whole numbers are stored as such, so that a code read as a word is 1 and not 1.0. */
    private Typed number(RawColumn column) {
        String words = column.kind() == Kind.NUMBERS ? column.column() : column.words();
        String number = "TRY_CAST(%s AS DOUBLE)".formatted(words);
        String finite = "(CASE WHEN isfinite(%1$s) THEN %1$s END)".formatted(number);
        return sandbox.query("""
                SELECT count(*) FILTER (NOT isfinite(x)), count(*) FILTER (isfinite(x) AND (x <> trunc(x)
                  OR abs(x) >= 9007199254740992)) FROM (SELECT %s AS x FROM %s)""".formatted(number, RawColumn.TABLE),
                rows -> {
                    rows.next();
                    String stored = rows.getLong(2) == 0 ? finite + "::BIGINT" : finite;
                    return new Typed(column.name(), ColumnType.NUMERIC, stored, rows.getLong(1));
                });
    }

    private Typed time(RawColumn column) {
        boolean days = sandbox.query(
                "SELECT max(length(w)) FROM (SELECT %s AS w FROM %s)".formatted(column.words(), RawColumn.TABLE),
                rows -> rows.next() && rows.getLong(1) <= 10);
        return new Typed(column.name(), ColumnType.TIME,
                "CAST(%s AS %s)".formatted(column.words(), days ? "DATE" : "TIMESTAMP"), 0);
    }

    private static String matches(String value, String pattern) {
        return "regexp_full_match(%s, %s)".formatted(value, Sandbox.literal(pattern));
    }
}
