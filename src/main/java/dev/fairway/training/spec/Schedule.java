package dev.fairway.training.spec;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How the learning rate goes on after the warm-up; one without parameters may be written as its word alone.
 *
 * @param every epochs between two steps of {@link Type#STEP}; null otherwise
 * @param patience epochs without a better metric after which {@link Type#PLATEAU} goes down; null otherwise
 * @param factor what the rate is multiplied with then; null where there is no such moment
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Schedule(Type type, @Nullable Integer every, @Nullable Integer patience, @Nullable Double factor) {

    public enum Type {
        @JsonProperty("constant")
        CONSTANT,
        /** Half a cosine, down to nothing at the last step. */
        @JsonProperty("cosine")
        COSINE,
        /** Down by a factor every so many epochs. */
        @JsonProperty("step")
        STEP,
        /** Down by a factor whenever the metric of early stopping has not become better for some epochs. */
        @JsonProperty("plateau")
        PLATEAU
    }

    @JsonCreator
    public Schedule {
        every = type == Type.STEP && every == null ? Integer.valueOf(10) : every;
        patience = type == Type.PLATEAU && patience == null ? Integer.valueOf(2) : patience;
        boolean falls = type == Type.STEP || type == Type.PLATEAU;
        factor = falls && factor == null ? Double.valueOf(0.1) : factor;
    }

    /** A schedule with the parameters that are usual. */
    public static Schedule of(Type type) {
        return new Schedule(type, null, null, null);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Schedule of(String word) {
        return of(Type.valueOf(word.toUpperCase(Locale.ROOT)));
    }
}
