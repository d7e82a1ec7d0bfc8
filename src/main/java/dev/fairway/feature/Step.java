package dev.fairway.feature;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.OptBoolean;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is done to one raw column, with the figures fitted on the training rows. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({@JsonSubTypes.Type(value = Step.Scale.class, names = {"scale", "standardise"}),
        @JsonSubTypes.Type(value = Step.Encode.class, name = "encode"),
        @JsonSubTypes.Type(value = Step.OneHot.class, name = "one_hot"),
        @JsonSubTypes.Type(value = Step.Dates.class, name = "dates")})
public sealed interface Step {

    /** The raw column that it reads. */
    String column();

    /** What happens where a row has no value. */
    Missing missing();

    /** Numbers that it makes of a row, without the one that tells of a missing value. */
    int width();

    /** What happens where a row has no value. */
    enum Missing {
        /** Something stands in for it. */
        @JsonProperty("imputed")
        IMPUTED,
        /** Something stands in for it, and one more number tells that it does: 1, or else 0. */
        @JsonProperty("told")
        TOLD,
        /** The row is refused: the model was trained on rows with a value only. */
        @JsonProperty("refused")
        REFUSED
    }

    /** A range that values are cut to; what lies beyond an end becomes that end. */
    record Range(double lower, double upper) {

        public static final Range ALL = new Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

        public Range {
            if (!(lower <= upper)) {
                throw new IllegalArgumentException("a range must not go from %s to %s".formatted(lower, upper));
            }
        }

        /** A value within; a missing one stays missing. */
        public double clip(double value) {
            return Math.min(Math.max(value, lower), upper);
        }
    }

    /**
     * Makes a number of a number {@code x}: {@code (clip(x) − centre) / scale}, and where there is none
     * {@code (imputed − centre) / scale}.
     *
     * @param imputed what stands for a missing value, in the column's units; it is not clipped
     * @param centre what becomes 0: the mean, the least value, the median
     * @param scale what becomes 1: the standard deviation, the range, the distance of the quartiles; above 0
     * @param clip what values are cut to first; null for nothing
     */
    record Scale(
            String column,
            double imputed,
            @JsonAlias("mean") double centre,
            double scale,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Range clip,
            @JsonProperty(isRequired = OptBoolean.FALSE) Missing missing) implements Step {

        public Scale {
            if (!(scale > 0)) {
                throw new IllegalArgumentException(
                        "column %s: the scale must be above 0, not %s".formatted(column, scale));
            }
            missing = Objects.requireNonNullElse(missing, Missing.IMPUTED);
        }

        public Scale(String column, double imputed, double centre, double scale) {
            this(column, imputed, centre, scale, null, Missing.IMPUTED);
        }

        @Override
        public int width() {
            return 1;
        }
    }

    /** A step that tells words apart. The words that it knows have the codes from 1 on, the rare ones share the next. */
    sealed interface OfWords extends Step {

        /** Code of a missing word, and of an unseen one where no words are rare. */
        int UNKNOWN = 0;

        /** The words that have a code of their own, the most frequent first. */
        List<String> categories();

        /** Words that are too rare for a code of their own; where there are any, an unseen word is one more of them. */
        List<String> rare();

        /** The word that stands for a missing one; null where nothing does. */
        @Nullable
        String imputed();

        /** Number of different codes, the unknown one included. */
        default int cardinality() {
            return categories().size() + (rare().isEmpty() ? 1 : 2);
        }

        /** The words that training has seen. */
        default List<String> known() {
            return Stream.concat(categories().stream(), rare().stream()).toList();
        }
    }

    /** Turns words into the indices of an embedding, which are their codes. */
    record Encode(
            String column,
            List<String> categories,
            @JsonProperty(isRequired = OptBoolean.FALSE) @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> rare,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String imputed,
            @JsonProperty(isRequired = OptBoolean.FALSE) Missing missing) implements OfWords {

        public Encode {
            categories = List.copyOf(categories);
            rare = List.copyOf(Objects.requireNonNullElse(rare, List.of()));
            missing = Objects.requireNonNullElse(missing, Missing.IMPUTED);
        }

        public Encode(String column, List<String> categories) {
            this(column, categories, List.of(), null, Missing.IMPUTED);
        }

        @Override
        public int width() {
            return 0;
        }
    }

    /** Turns words into a number per code but the unknown one: 1 for a row's own, 0 for all others. */
    record OneHot(
            String column,
            List<String> categories,
            @JsonProperty(isRequired = OptBoolean.FALSE) @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> rare,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String imputed,
            @JsonProperty(isRequired = OptBoolean.FALSE) Missing missing) implements OfWords {

        public OneHot {
            categories = List.copyOf(categories);
            rare = List.copyOf(Objects.requireNonNullElse(rare, List.of()));
            missing = Objects.requireNonNullElse(missing, Missing.IMPUTED);
        }

        @Override
        public int width() {
            return cardinality() - 1;
        }
    }

    /**
     * Turns moments, ISO 8601 in words, into numbers. Where there is none and none is imputed, all of them are 0: the
     * mean of a part that is scaled, the middle of the circle of one that comes round.
     *
     * @param parts at least one
     * @param imputed the moment that stands for a missing one; null where nothing does
     */
    record Dates(
            String column,
            List<Part> parts,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String imputed,
            @JsonProperty(isRequired = OptBoolean.FALSE) Missing missing) implements Step {

        /** @throws IllegalArgumentException when there is no part, or the imputed moment is none */
        public Dates {
            parts = List.copyOf(parts);
            if (parts.isEmpty() || (imputed != null && IsoTime.read(imputed) == null)) {
                throw new IllegalArgumentException(
                        "column %s: there must be a part, and '%s' be a moment".formatted(column, imputed));
            }
            missing = Objects.requireNonNullElse(missing, Missing.IMPUTED);
        }

        @Override
        public int width() {
            return parts.stream().mapToInt(Part::width).sum();
        }

        /** A part of a moment as a network reads it. */
        @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
        @JsonSubTypes({@JsonSubTypes.Type(value = Scaled.class, name = "scaled"),
                @JsonSubTypes.Type(value = Cyclic.class, name = "cyclic")})
        public sealed interface Part {

            DatePart part();

            int width();
        }

        /** One number: {@code (part − centre) / scale}. */
        public record Scaled(DatePart part, double centre, double scale) implements Part {

            public Scaled {
                if (!(scale > 0)) {
                    throw new IllegalArgumentException("%s: the scale must be above 0, not %s".formatted(part, scale));
                }
            }

            @Override
            public int width() {
                return 1;
            }
        }

        /** Sine and cosine of the part's place on its circle, so that the last is next to the first. */
        public record Cyclic(DatePart part) implements Part {

            public Cyclic {
                if (part.period() == 0) {
                    throw new IllegalArgumentException(part + " does not come round");
                }
            }

            @Override
            public int width() {
                return 2;
            }
        }
    }
}
