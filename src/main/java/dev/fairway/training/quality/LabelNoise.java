package dev.fairway.training.quality;

import dev.fairway.feature.Column;
import dev.fairway.training.examples.Truth;
import dev.fairway.training.quality.noise.LabelErrors;
import dev.fairway.training.quality.noise.TableVectors;
import dev.fairway.training.quality.noise.Vectors;
import dev.fairway.training.spec.DataCheck;
import java.util.stream.IntStream;

/** Rows whose label is most likely wrong, by the disagreement of a classifier that has not seen them: see {@link LabelErrors}. */
final class LabelNoise implements ColumnCheck {

    private static final int FEWEST_ROWS = 100;
    /** What is spent grows with rows and with classes. */
    private static final int MOST_ROWS = 5_000;
    private static final int MOST_ROWS_BY_CLASSES = 50_000;
    /** Where more labels seem wrong than right, it is the classifier that is. */
    private static final double MOST_LIKELY = 0.5;

    private final Subject subject;
    private final Findings findings;
    private final Truth.Classes truth;
    private final Sample sample;
    private final TableVectors vectors;

    LabelNoise(Subject subject, Findings findings) {
        this.subject = subject;
        this.findings = findings;
        this.truth = (Truth.Classes) subject.truth();
        this.sample = sample(subject);
        this.vectors = new TableVectors(sample.rows().length);
    }

    /** Whether there are labels that could be wrong, and enough of them to tell. */
    static boolean applies(Subject subject, Findings findings) {
        return findings.wants(DataCheck.MAX_LABEL_NOISE) && subject.truth() instanceof Truth.Classes classes
                && classes.labels().words().size() > 1
                && classes.rows() >= FEWEST_ROWS;
    }

    /** The rows that are looked at. */
    static Sample sample(Subject subject) {
        int classes = ((Truth.Classes) subject.truth()).labels().words().size();
        return Sample.of(subject.rows(), Math.min(MOST_ROWS, MOST_ROWS_BY_CLASSES / classes), subject.spec().seed());
    }

    @Override
    public void look(ColumnValues column) {
        Column some = column.column().select(sample.rows());
        vectors.add(column.name(), some);
    }

    @Override
    public void end() {
        judge(vectors.vectors(), 0);
    }

    /**
     * @param rows what is learnt from the rows of the sample
     * @param leastSkill how well the classifier must tell the classes apart for its doubts to count
     */
    void judge(Vectors rows, double leastSkill) {
        LabelErrors errors = LabelErrors.of(rows, truth.select(sample.rows()).indices(), subject.spec().seed(),
                subject::goOn);
        int[] suspects = IntStream.of(errors.suspects()).map(row -> sample.rows()[row]).toArray();
        if (errors.skill() < leastSkill || errors.share() > MOST_LIKELY) {
            findings.within(DataCheck.MAX_LABEL_NOISE, subject.spec().target(), errors.share(),
                    "a simple classifier does not tell the classes apart, so its doubts about labels mean nothing"
                            + sample.note());
        } else if (suspects.length > 0) {
            findings.judge(DataCheck.MAX_LABEL_NOISE, subject.spec().target(), errors.share(),
                    ("an estimated %.1f %% of the labels are wrong: a classifier that had not seen them is sure of another"
                            + " class for %,d %s, first of all %s; look at these, and correct or remove them."
                            + " Classes that cannot be told apart look the same%s").formatted(100 * errors.share(),
                                    suspects.length, subject.units(), Names.first(suspects, subject.names()),
                                    sample.note()));
        }
    }
}
