package dev.fairway.dataset.load;

import dev.fairway.dataset.sandbox.Sandbox;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A column as it was loaded, before its type is settled.
 *
 * @param name what the caller calls it; only ever a quoted identifier or a literal in SQL
 * @param column what the table of loaded rows calls it
 * @param kind what the file says of its values
 * @param missing words that stand for a missing value
 */
record RawColumn(String name, String column, Kind kind, List<String> missing) {

    /** The table that every format is loaded into. */
    static final String TABLE = "raw";

    /** What a format says of the values of a column. */
    enum Kind {
        /** Nothing: everything is written as words. */
        UNTYPED, WORDS, NUMBERS, TRUTHS, MOMENTS
    }

    RawColumn {
        missing = List.copyOf(missing);
    }

    static String column(int index) {
        return "c" + index;
    }

    /** The values as words, without blanks around them; NULL where they are missing. */
    String words() {
        return switch (kind) {
            case UNTYPED, WORDS ->
                "(CASE WHEN trim(%1$s, e' \\t') IN (%2$s) THEN NULL ELSE trim(%1$s, e' \\t') END)".formatted(column,
                        Stream.concat(Stream.of(""), missing.stream())
                                .map(Sandbox::literal)
                                .collect(Collectors.joining(", ")));
            case NUMBERS -> ("(CASE WHEN %1$s::DOUBLE = trunc(%1$s::DOUBLE) AND abs(%1$s::DOUBLE) < 1e15 "
                    + "THEN %1$s::DOUBLE::BIGINT::VARCHAR ELSE %1$s::VARCHAR END)").formatted(column);
            case TRUTHS -> "%s::VARCHAR".formatted(column);
            case MOMENTS -> "strftime(%s, '%%Y-%%m-%%dT%%H:%%M:%%S')".formatted(column);
        };
    }
}
