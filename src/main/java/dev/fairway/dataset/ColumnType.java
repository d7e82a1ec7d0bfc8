package dev.fairway.dataset;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What the values of a column are, as far as its bytes tell. */
public enum ColumnType {
    /** Numbers. */
    @JsonProperty("numeric")
    NUMERIC,
    /** Words out of a set that is small against the number of rows. */
    @JsonProperty("categorical")
    CATEGORICAL,
    /** True or false. */
    @JsonProperty("boolean")
    BOOLEAN,
    /** Words that hardly repeat: names, ids, sentences. */
    @JsonProperty("text")
    TEXT,
    /** Dates and times. */
    @JsonProperty("time")
    TIME;

    /** What contracts call it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
