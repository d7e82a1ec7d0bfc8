package dev.fairway.training.quality;

import dev.fairway.training.spec.DataCheck;

/** Whether there are enough rows, and how many are lost because nobody said what is true of them. */
final class RowCount {

    private RowCount() {}

    static void check(Subject subject, Findings findings) {
        int count = subject.rows();
        String what = "%,d %s to learn from and be judged by".formatted(count, subject.units());
        if (count < findings.limit(DataCheck.MIN_ROWS)) {
            findings.beyond(DataCheck.MIN_ROWS, null, count,
                    what + " are too few; give at least %,.0f, or lower checks.min_rows"
                            .formatted(findings.limit(DataCheck.MIN_ROWS)));
        } else {
            findings.within(DataCheck.MIN_ROWS, null, count, what);
        }
        if (subject.dropped() > 0) {
            findings.judge(DataCheck.MAX_MISSING_TARGET, subject.spec().target(),
                    (double) subject.dropped() / (count + subject.dropped()),
                    "%,d %s are left out because they have no target; complete them at their source"
                            .formatted(subject.dropped(), subject.units()));
        }
    }
}
