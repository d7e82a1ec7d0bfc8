package dev.fairway.training.spec;

import dev.fairway.dataset.QualityReport.Severity;
import java.util.Locale;

/** What is looked for in the data before anything is learnt from them, with the limit and the severity that are usual. */
public enum DataCheck {

    /** Fewer rows with a target. */
    MIN_ROWS("rows", 50, Severity.ERROR),
    /** Fewer rows of one class. */
    MIN_CLASS_ROWS("class_rows", 10, Severity.WARNING),
    /** A smaller share of the rarest of two classes; of more classes, in proportion to an even share. */
    MIN_CLASS_SHARE("label_imbalance", 0.05, Severity.WARNING),
    /** A greater share of the rows without a value in a column, or of items that cannot be read. */
    MAX_MISSING("missing", 0.3, Severity.WARNING),
    /** A greater share of rows that are left out because they have no target. */
    MAX_MISSING_TARGET("missing_target", 0, Severity.WARNING),
    /** A greater share of rows that repeat another one, target and all. */
    MAX_DUPLICATES("duplicates", 0.1, Severity.WARNING),
    /** A greater share of test rows that are training rows too. */
    MAX_OVERLAP("train_test_overlap", 0.05, Severity.WARNING),
    /** A greater share of rows that are alike in all but their class. */
    MAX_CONFLICTS("conflicting_labels", 0.05, Severity.WARNING),
    /** A greater share of one value among those of a column. */
    MAX_CONSTANT("near_constant", 0.99, Severity.WARNING),
    /** A greater share of numbers beyond the outer fences of their column. */
    MAX_OUTLIERS("outliers", 0.05, Severity.WARNING),
    /** A greater share of images of one shade, or of texts without a word. */
    MAX_BLANK("blank", 0.01, Severity.WARNING),
    /** A greater share of rows that a cross-validated classifier is sure to be of another class. */
    MAX_LABEL_NOISE("label_noise", 0.18, Severity.WARNING),
    /** A closer association of one column with the target. */
    MAX_TARGET_ASSOCIATION("target_leakage", 0.99, Severity.ERROR),
    /** A greater share of test rows whose group is learnt from too. */
    MAX_GROUP_OVERLAP("group_leakage", 0, Severity.ERROR),
    /** A greater population stability index between the training rows and others. */
    MAX_DRIFT("drift", 0.1, Severity.WARNING);

    private static final int MOST_ROWS = 1_000_000;
    private static final int FEWEST_ROWS = 10;
    private static final int MOST_DRIFT = 100;

    private final String finding;
    private final double usual;
    private final Severity severity;

    DataCheck(String finding, double usual, Severity severity) {
        this.finding = finding;
        this.usual = usual;
        this.severity = severity;
    }

    /** Its name in a request. */
    public String field() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Its name in a report. */
    public String finding() {
        return finding;
    }

    public Limit usual() {
        return new Limit(usual, Limit.Reaction.of(severity));
    }

    /** The least limit that makes sense. */
    public double least() {
        return this == MIN_ROWS ? FEWEST_ROWS : 0;
    }

    public double most() {
        return switch (this) {
            case MIN_ROWS, MIN_CLASS_ROWS -> MOST_ROWS;
            case MAX_DRIFT -> MOST_DRIFT;
            default -> 1;
        };
    }

    /** Whether its limit is a number of rows. */
    public boolean countsRows() {
        return this == MIN_ROWS || this == MIN_CLASS_ROWS;
    }
}
