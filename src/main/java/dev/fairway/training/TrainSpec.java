package dev.fairway.training;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.fairway.dataset.ColumnType;
import dev.fairway.feature.Fairness;
import dev.fairway.registry.ModelName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a caller asks of a train job. Only {@code model}, {@code dataset} and {@code target} must be given; every other
 * field has the default that the compact constructors name, so that a stored spec says what was really done.
 *
 * @param model the model that gets a new version
 * @param dataset the data set to learn from
 * @param target the column to predict
 * @param task {@code auto}: regression for a numeric target with more than 20 values, else classification
 * @param seed start of every random choice; the same spec, seed and threads give the same bytes
 * @param threads threads of one native operation; part of what makes a run reproducible
 * @param onSuccess alias to set once the gate has passed; null: production for a model that has none, else candidate
 * @param timeout longest time from the start of the work to its end
 */
public record TrainSpec(
        ModelName model,
        DatasetReference dataset,
        String target,
        TaskChoice task,
        Features features,
        Fairness fairness,
        Checks checks,
        Steps preprocessing,
        Split split,
        Architecture architecture,
        Loss loss,
        @Nullable Map<String, Double> classWeights,
        Optimizer optimizer,
        int epochs,
        int batchSize,
        EarlyStopping earlyStopping,
        Gate gate,
        @Nullable String onSuccess,
        String device,
        long seed,
        int threads,
        Duration timeout) {

    /** A data set by its id, or by its name (the newest version, or the one given). */
    public record DatasetReference(@Nullable String id, @Nullable String name, @Nullable Integer version) {}

    /** Whether the target is a class or a quantity. */
    public enum TaskChoice {
        @JsonProperty("auto")
        AUTO, @JsonProperty("binary_classification")
        BINARY_CLASSIFICATION, @JsonProperty("multiclass_classification")
        MULTICLASS_CLASSIFICATION, @JsonProperty("regression")
        REGRESSION
    }

    /**
     * @param include the only columns to use; all when empty
     * @param exclude columns to leave out
     * @param types how to read a column, against the data set's profile
     */
    public record Features(List<String> include, List<String> exclude, Map<String, ColumnType> types) {}

    /**
     * Limits of the data checks that run before anything is learnt.
     *
     * @param maxMissing share of rows without a value above which a column is warned of
     * @param maxDuplicates share of repeated rows above which they are warned of
     * @param minClassShare share of the rarest class below which imbalance is warned of
     * @param maxTargetAssociation association of one column with the target above which it is taken for a leak
     * @param minRows fewer rows are an error
     */
    public record Checks(
            double maxMissing,
            double maxDuplicates,
            double minClassShare,
            double maxTargetAssociation,
            int minRows) {}

    /** How raw columns become tensors. */
    public record Steps(Missing missing, Numeric numeric, Categorical categorical, int maxCategories) {

        /** What stands for a missing number. */
        public enum Missing {
            /** The median of the training rows. */
            @JsonProperty("impute")
            IMPUTE, @JsonProperty("mean")
            MEAN
        }

        public enum Numeric {
            @JsonProperty("standardise")
            STANDARDISE
        }

        public enum Categorical {
            @JsonProperty("embedding")
            EMBEDDING
        }
    }

    /**
     * @param validation share of the rows that early stopping looks at
     * @param test share of the rows that the evaluation looks at
     */
    public record Split(Method method, double validation, double test) {

        public enum Method {
            @JsonProperty("stratified")
            STRATIFIED, @JsonProperty("random")
            RANDOM
        }
    }

    /** What kind of network it is to be. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes(@JsonSubTypes.Type(value = Mlp.class, name = "mlp"))
    public sealed interface Architecture {}

    /**
     * Embeddings of the categorical columns beside the numeric ones, then per hidden layer a linear map, batch
     * normalisation, ReLU and dropout, then a linear map to the target.
     *
     * @param hidden width of each hidden layer
     * @param dropout share of a hidden layer's units that is switched off in each training step
     */
    public record Mlp(List<Integer> hidden, double dropout, boolean batchNorm) implements Architecture {

        public Mlp {
            hidden = List.copyOf(hidden);
        }
    }

    /** What is minimised; {@code auto} is cross entropy for classes and the mean squared error for a quantity. */
    public enum Loss {
        @JsonProperty("auto")
        AUTO, @JsonProperty("cross_entropy")
        CROSS_ENTROPY,
        /** Cross entropy with each class weighted by the inverse of its share, or by {@code class_weights}. */
        @JsonProperty("weighted_cross_entropy")
        WEIGHTED_CROSS_ENTROPY,
        @JsonProperty("mse")
        MSE,
        @JsonProperty("mae")
        MAE,
        @JsonProperty("huber")
        HUBER
    }

    /**
     * @param momentum of {@code sgd} only
     * @param weightDecay decoupled (Loshchilov and Hutter 2019) for {@code adamw}, L2 for {@code sgd}; never on biases
     *     and batch normalisation
     * @param l1 weight of the sum of absolute weights in the loss
     * @param clipNorm greatest norm of all gradients together; 0 never clips
     */
    public record Optimizer(
            Type type,
            double learningRate,
            double momentum,
            double weightDecay,
            double l1,
            double clipNorm,
            Schedule schedule,
            int warmupSteps) {

        public enum Type {
            @JsonProperty("adamw")
            ADAMW, @JsonProperty("sgd")
            SGD
        }

        /** How the learning rate goes on after the warm-up. */
        public enum Schedule {
            @JsonProperty("constant")
            CONSTANT, @JsonProperty("cosine")
            COSINE
        }
    }

    /**
     * @param metric a validation metric, {@code validation_loss} for one
     * @param patience epochs without a new best after which training stops; the best epoch's weights are kept either way
     * @param minDelta by how much a new best must be better
     */
    public record EarlyStopping(String metric, int patience, double minDelta) {}

    /**
     * What a version must reach on the test rows to get an alias.
     *
     * @param min least value per metric (greatest, for {@code log_loss}, {@code ece}, {@code rmse} and {@code mae})
     * @param minDisparateImpact least ratio of favourable rates of any group to the privileged one; null: not looked at
     */
    public record Gate(Map<String, Double> min, @Nullable Double minDisparateImpact) {}

    public TrainSpec {
        Objects.requireNonNull(model);
    }
}
