package dev.fairway.feature;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** One column that a model reads. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({@JsonSubTypes.Type(value = Feature.Numeric.class, name = "numeric"),
        @JsonSubTypes.Type(value = Feature.Categorical.class, name = "categorical"),
        @JsonSubTypes.Type(value = Feature.Time.class, name = "time")})
public sealed interface Feature {

    String name();

    /** A measured quantity; a missing value is NaN. */
    record Numeric(String name) implements Feature {}

    /**
     * One of a set of words; booleans are the words {@code true} and {@code false}.
     *
     * @param categories the words seen in training, the most frequent first; any other word is unseen
     */
    record Categorical(String name, List<String> categories) implements Feature {

        public Categorical {
            categories = List.copyOf(categories);
        }
    }

    /**
     * A day or a moment in words, as ISO 8601 writes it, such as {@code 2026-01-31} or {@code 2026-01-31T18:30:00Z}.
     */
    record Time(String name) implements Feature {}
}
