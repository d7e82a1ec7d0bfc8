package dev.fairway.dataset.load;

import dev.fairway.contract.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiPredicate;

/** Settles what the columns of a table are called: every name once, none blank. */
final class Names {

    private static final int LONGEST = 200;

    private Names() {}

    /**
     * Leaves out a column that repeats another one of the same name, value by value, as exports of joined tables
     * have them.
     *
     * @param same whether two columns are equal in every row
     * @throws Refusal when two columns share a name and differ, or a name is blank or too long
     */
    static List<RawColumn> settle(List<RawColumn> columns, BiPredicate<RawColumn, RawColumn> same) {
        Map<String, RawColumn> known = new HashMap<>();
        List<RawColumn> settled = new ArrayList<>();
        for (RawColumn column : columns) {
            check(column.name(), columns.indexOf(column) + 1);
            RawColumn twin = known.putIfAbsent(column.name().toLowerCase(Locale.ROOT), column);
            if (twin == null) {
                settled.add(column);
            } else if (!twin.name().equals(column.name()) || !same.test(twin, column)) {
                throw Refusal.invalid(column.name(), "names two columns with different values (upper and lower case "
                        + "count as the same); rename one, or name all columns by spec.columns with header: true");
            }
        }
        return settled;
    }

    private static void check(String name, int position) {
        if (name.isBlank()) {
            throw Refusal.invalid("column " + position,
                    "has no name; name it in the header, or name all columns by spec.columns");
        }
        if (name.length() > LONGEST) {
            throw Refusal.invalid(name.substring(0, LONGEST) + "…",
                    "is too long a name for a column; use at most %d characters".formatted(LONGEST));
        }
    }
}
