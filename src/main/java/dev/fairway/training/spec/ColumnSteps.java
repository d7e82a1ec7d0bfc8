package dev.fairway.training.spec;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fairway.feature.DatePart;
import dev.fairway.feature.IsoTime;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a column of a table becomes what a network reads. A column of numbers is clipped, then imputed, then scaled; a
 * column of words is imputed, then its rare words are folded, then it is encoded.
 *
 * @param missing what is done where a value is missing
 * @param clip the quantiles of the training rows that numbers are cut to; null for nothing
 * @param maxCategories most words with a code of their own; the others are unknown
 * @param rare which words share a code; null for none
 * @param dates the parts of moments to learn from; null for none, and then a column of moments is left out
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ColumnSteps(
        Missing missing,
        Scaling numeric,
        @Nullable Clip clip,
        Encoding categorical,
        int maxCategories,
        @Nullable Rare rare,
        @Nullable Dates dates) {

    /**
     * What is done where a value is missing.
     *
     * @param constant what stands for it, where that is the method
     * @param indicator whether one more number tells of it, if any training row lacks a value
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Missing(Method method, @Nullable String constant, boolean indicator) {

        /** What stands for a missing value. */
        public enum Method {
            /** The median of numbers, the unknown word, the mean moment. */
            @JsonProperty("impute")
            IMPUTE,
            /** Nothing: rows without a value are not learnt from, and refused by the model. */
            @JsonProperty("drop")
            DROP,
            @JsonProperty("mean")
            MEAN,
            @JsonProperty("median")
            MEDIAN,
            /** The most frequent value; of equally frequent ones the least. */
            @JsonProperty("mode")
            MODE,
            @JsonProperty("constant")
            CONSTANT
        }

        @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
        public Missing {}

        public Missing(Method method) {
            this(method, null, false);
        }

        /** As specs were written before there was more than the method. */
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Missing of(String method) {
            return new Missing(Method.valueOf(method.toUpperCase(Locale.ROOT)));
        }

        /** The constant as a number; null where there is none or it is no number. */
        public @Nullable Double number() {
            try {
                double number = constant == null ? Double.NaN : Double.parseDouble(constant);
                return Double.isFinite(number) ? number : null;
            } catch (NumberFormatException _) {
                return null;
            }
        }

        /** The constant as a moment; null where there is none or it is no moment. */
        public @Nullable String moment() {
            return constant == null || IsoTime.read(constant) == null ? null : constant;
        }
    }

    /** What is done to numbers; {@code x} becomes {@code (x − centre) / scale}. */
    public enum Scaling {
        /** By mean and standard deviation. */
        @JsonProperty("standardise")
        STANDARDISE,
        /** By least value and range, so that training rows lie in 0…1. */
        @JsonProperty("min_max")
        MIN_MAX,
        /** By median and distance of the quartiles, which outliers do not move. */
        @JsonProperty("robust")
        ROBUST,
        @JsonProperty("none")
        NONE
    }

    /** What is done to words. */
    public enum Encoding {
        /** A vector per word, which is learnt. */
        @JsonProperty("embedding")
        EMBEDDING,
        /** A number per word: 1 for a row's own, else 0. */
        @JsonProperty("one_hot")
        ONE_HOT
    }

    /** Quantiles, from 0 to 1. */
    public record Clip(double lower, double upper) {}

    /**
     * A word is rare when it has fewer training rows than either limit.
     *
     * @param minShare share of the training rows with a word
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Rare(@Nullable Double minShare, @Nullable Integer minRows) {}

    /** @param cyclic whether parts that come round are placed on a circle, so that December is next to January */
    public record Dates(List<DatePart> parts, boolean cyclic) {

        public Dates {
            parts = List.copyOf(parts);
        }
    }
}
