package dev.fairway.training.quality;

import dev.fairway.feature.Column;
import dev.fairway.training.spec.DataCheck;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Columns that hardly vary: nearly all rows have one value, or the numbers differ by less than single precision, in which
 * networks compute, can tell.
 */
final class NearConstant implements ColumnCheck {

    /** Relative spacing of single precision, with some room: 2⁻²³ is 1.2·10⁻⁷. */
    private static final double PRECISION = 1e-6;

    private final Findings findings;

    NearConstant(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void look(ColumnValues column) {
        long present = column.rows() - column.missing();
        if (present == 0) {
            return;
        }
        double share = (double) commonest(column) / present;
        if (share > findings.limit(DataCheck.MAX_CONSTANT)) {
            findings.beyond(DataCheck.MAX_CONSTANT, column.name(), share,
                    "%.2f %% of the values are one and the same; leave the column out unless the rest is what matters"
                            .formatted(100 * share));
        } else if (narrow(column.sorted())) {
            findings.beyond(DataCheck.MAX_CONSTANT, column.name(), 1,
                    "its numbers differ by less than a millionth of their size, which single precision does not tell; subtract what they have in common");
        }
    }

    private static boolean narrow(double[] sorted) {
        if (sorted.length == 0) {
            return false;
        }
        double low = sorted[0];
        double high = sorted[sorted.length - 1];
        return high - low <= PRECISION * Math.max(Math.abs(low), Math.abs(high));
    }

    private static long commonest(ColumnValues column) {
        return switch (column.column()) {
            case Column.Numbers _ -> longestRun(column.sorted());
            case Column.Words words -> mostFrequent(words.values());
        };
    }

    private static long longestRun(double[] sorted) {
        long longest = 0;
        for (int from = 0, to; from < sorted.length; from = to) {
            to = from + 1;
            while (to < sorted.length && sorted[to] == sorted[from]) {
                to++;
            }
            longest = Math.max(longest, to - from);
        }
        return longest;
    }

    private static long mostFrequent(@Nullable String[] words) {
        Map<String, Integer> counts = new HashMap<>();
        int most = 0;
        for (String word : words) {
            if (word != null) {
                most = Math.max(most, counts.merge(word, 1, Integer::sum));
            }
        }
        return most;
    }
}
