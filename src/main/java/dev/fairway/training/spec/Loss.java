package dev.fairway.training.spec;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is minimised; a loss without parameters may be written as its word alone.
 *
 * @param gamma of {@link Type#FOCAL}: how much less a row counts that is already told right; null otherwise
 * @param smoothing of {@link Type#LABEL_SMOOTHING}: probability that is shared out among all classes; null otherwise
 * @param delta of {@link Type#HUBER}: distance, in standard units, from which on it is linear; null otherwise
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Loss(Type type, @Nullable Double gamma, @Nullable Double smoothing, @Nullable Double delta) {

    /** Cross entropy for classes, the mean squared error for a quantity, what fits the network otherwise. */
    public static final Loss AUTO = new Loss(Type.AUTO, null, null, null);

    public enum Type {
        @JsonProperty("auto")
        AUTO, @JsonProperty("cross_entropy")
        CROSS_ENTROPY,
        /** Cross entropy with each class weighted by the inverse of its share, or by {@code class_weights}. */
        @JsonProperty("weighted_cross_entropy")
        WEIGHTED_CROSS_ENTROPY,
        /** {@code −(1 − p)^γ ln p} (Lin et al. 2017, arXiv:1708.02002); {@code class_weights} are its α. */
        @JsonProperty("focal")
        FOCAL,
        /** Cross entropy with truth that is not quite sure (Szegedy et al. 2016, arXiv:1512.00567). */
        @JsonProperty("label_smoothing")
        LABEL_SMOOTHING,
        /** Binary cross entropy, for two classes. */
        @JsonProperty("bce")
        BCE,
        @JsonProperty("mse")
        MSE,
        @JsonProperty("mae")
        MAE,
        @JsonProperty("huber")
        HUBER,
        /** Cross entropy of each next token; padding does not count. */
        @JsonProperty("sequence_cross_entropy")
        SEQUENCE_CROSS_ENTROPY;

        /** Whether it is a loss of classes, whose rows may be weighted by class. */
        public boolean isForClasses() {
            return switch (this) {
                case CROSS_ENTROPY, WEIGHTED_CROSS_ENTROPY, FOCAL, LABEL_SMOOTHING, BCE -> true;
                case AUTO, MSE, MAE, HUBER, SEQUENCE_CROSS_ENTROPY -> false;
            };
        }
    }

    @JsonCreator
    public Loss {
        gamma = type == Type.FOCAL && gamma == null ? Double.valueOf(2) : gamma;
        smoothing = type == Type.LABEL_SMOOTHING && smoothing == null ? Double.valueOf(0.1) : smoothing;
        delta = type == Type.HUBER && delta == null ? Double.valueOf(1) : delta;
    }

    /** A loss with the parameters that are usual. */
    public static Loss of(Type type) {
        return new Loss(type, null, null, null);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Loss of(String word) {
        return of(Type.valueOf(word.toUpperCase(Locale.ROOT)));
    }
}
