package dev.fairway.dataset;

/** What the values of a column are, as far as its bytes tell. */
public enum ColumnType {
    /** Numbers. */
    NUMERIC,
    /** Words out of a set that is small against the number of rows. */
    CATEGORICAL,
    /** True or false. */
    BOOLEAN,
    /** Words that hardly repeat: names, ids, sentences. */
    TEXT,
    /** Dates and times. */
    TIME
}
