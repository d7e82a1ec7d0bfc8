package dev.fairway.training.quality;

import dev.fairway.dataset.QualityReport.Severity;
import dev.fairway.training.examples.Truth;
import dev.fairway.training.spec.DataCheck;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Whether there are classes to tell apart, enough rows of each, and none that is lost among the others. The least share of
 * the rarest class is meant for two; of k classes it is that times 2 / k, since an even share is as much smaller.
 */
final class ClassBalance {

    private final Subject subject;
    private final Truth.Classes classes;
    private final Findings findings;
    private final List<String> labels;

    private ClassBalance(Subject subject, Truth.Classes classes, Findings findings) {
        this.subject = subject;
        this.classes = classes;
        this.findings = findings;
        this.labels = classes.labels().words();
    }

    static void check(Subject subject, Findings findings) {
        if (subject.truth() instanceof Truth.Classes classes) {
            new ClassBalance(subject, classes, findings).check();
        }
    }

    private void check() {
        if (labels.size() < 2) {
            findings.fact(Severity.ERROR, DataCheck.MIN_CLASS_SHARE.finding(), column(), labels.size(), 2,
                    "there are fewer than two classes, so there is nothing to tell apart; add %s of another class"
                            .formatted(subject.units()));
            return;
        }
        long[] counts = classes.counts();
        learnt();
        few(counts);
        rarest(counts);
    }

    private void learnt() {
        long[] learnt = classes.select(subject.partition().train()).counts();
        IntStream.range(0, learnt.length)
                .filter(label -> learnt[label] == 0)
                .forEach(label -> findings.fact(Severity.ERROR, DataCheck.MIN_CLASS_ROWS.finding(), column(), 0, 1,
                        "none of the training %s is '%s', so it cannot be learnt; add some, split otherwise or leave the class out"
                                .formatted(subject.units(), labels.get(label))));
    }

    private void few(long[] counts) {
        double least = findings.limit(DataCheck.MIN_CLASS_ROWS);
        IntStream.range(0, counts.length)
                .filter(label -> counts[label] < least)
                .forEach(label -> findings.beyond(DataCheck.MIN_CLASS_ROWS, column(), (double) counts[label],
                        "only %,d %s are '%s', too few to learn and to judge it; collect more, or join it with another class"
                                .formatted(counts[label], subject.units(), labels.get(label))));
    }

    private void rarest(long[] counts) {
        int rarest = IntStream.range(1, counts.length).reduce(0, (best, i) -> counts[i] < counts[best] ? i : best);
        double share = (double) counts[rarest] / subject.rows();
        double least = findings.limit(DataCheck.MIN_CLASS_SHARE) * 2 / counts.length;
        if (share < least) {
            findings.beyond(DataCheck.MIN_CLASS_SHARE, column(), share, least,
                    ("only %,d of %,d %s are '%s'; collect more of them, use the loss weighted_cross_entropy or focal,"
                            + " and judge by auroc or average precision, not by accuracy")
                            .formatted(counts[rarest], subject.rows(), subject.units(), labels.get(rarest)));
        }
    }

    private String column() {
        return subject.spec().target();
    }
}
