package dev.fairway.training.quality;

import dev.fairway.dataset.Dataset.ColumnProfile;
import dev.fairway.dataset.QualityReport.Severity;
import dev.fairway.training.TrainSpec.Split.Method;
import dev.fairway.training.spec.DataCheck;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Groups, such as the rows of one person, that are on both sides of the split: what a network learns of them by heart looks
 * like knowledge then. A declared group is held to its limit; a column that only looks like one is warned of.
 */
final class GroupLeakage {

    /** What people call that which several rows are about. */
    private static final Pattern GROUP_NAME = Pattern.compile(
            "(?i)(.*[_\\-. ])?(id|uuid|guid|patient|subject|person|user|customer|client|member|account|household|session"
                    + "|device|group)|.*[a-z]I[dD]");
    /** A share of test rows that is more than a coincidence. */
    private static final double MANY = 0.5;

    private final Subject subject;
    private final Findings findings;

    GroupLeakage(Subject subject, Findings findings) {
        this.subject = subject;
        this.findings = findings;
    }

    /** Whether a column may tell a group: it is called so, its values come back, and they are many. */
    boolean suspects(ColumnProfile column, long rows) {
        double perValue = (double) (rows - column.missing()) / Math.max(1, column.distinct());
        return !column.name().equals(subject.spec().target()) && GROUP_NAME.matcher(column.name()).matches()
                && column.distinct() > Math.sqrt((double) rows)
                && perValue >= 1.5;
    }

    /** @param groups the group of each row; null where nobody says */
    void declared(String column, @Nullable String[] groups) {
        int shared = shared(groups);
        int tests = subject.partition().test().length;
        double share = tests == 0 ? 0 : (double) shared / tests;
        if (share > findings.limit(DataCheck.MAX_GROUP_OVERLAP)) {
            findings.beyond(DataCheck.MAX_GROUP_OVERLAP, column, share, message(shared, tests, column));
        } else {
            findings.within(DataCheck.MAX_GROUP_OVERLAP, column, share,
                    "%,d of %,d test rows are of a group that is learnt from too".formatted(shared, tests));
        }
    }

    void suspected(String column, @Nullable String[] groups) {
        int shared = shared(groups);
        int tests = subject.partition().test().length;
        if (shared > MANY * tests && subject.spec().split().method() != Method.GROUP) {
            findings.fact(Severity.WARNING, DataCheck.MAX_GROUP_OVERLAP.finding(), column, (double) shared / tests,
                    MANY, "it looks like what several rows are about, and " + message(shared, tests, column));
        }
    }

    private static String message(int shared, int tests, String column) {
        return ("%,d of %,d test rows are of a group that is learnt from too, so the test looks too good;"
                + " split by {\"method\": \"group\", \"column\": \"%s\"}").formatted(shared, tests, column);
    }

    private int shared(@Nullable String[] groups) {
        Set<String> learnt = new HashSet<>();
        for (int row : subject.partition().train()) {
            String group = groups[row];
            if (group != null) {
                learnt.add(group);
            }
        }
        return (int) IntStream.of(subject.partition().test())
                .filter(row -> groups[row] != null && learnt.contains(groups[row]))
                .count();
    }
}
