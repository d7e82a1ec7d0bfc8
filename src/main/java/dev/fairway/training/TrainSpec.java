package dev.fairway.training;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.fairway.dataset.ColumnType;
import dev.fairway.feature.Fairness;
import dev.fairway.registry.ModelName;
import dev.fairway.training.spec.Architecture;
import dev.fairway.training.spec.Augmentation;
import dev.fairway.training.spec.Checks;
import dev.fairway.training.spec.ColumnSteps;
import dev.fairway.training.spec.ImageInput;
import dev.fairway.training.spec.Loss;
import dev.fairway.training.spec.Optimizer;
import dev.fairway.training.spec.TextInput;
import dev.fairway.training.torchscript.Precision;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a caller asks of a train job. Only {@code model}, {@code dataset} and, for a table, {@code target} must be given;
 * every other field has a default, and is stored with it, so that a stored spec says what was really done.
 *
 * @param model the model that gets a new version
 * @param dataset the data set to learn from
 * @param target the column to predict; of what learns without one, the column to judge it by, or the name of what is
 *     said where the data set has no such column
 * @param task {@code auto}: regression for a numeric target with more than 20 values, else classification
 * @param checks what the data must be like before anything is learnt
 * @param seed start of every random choice; the same spec, seed and threads give the same bytes
 * @param threads threads of one native operation; part of what makes a run reproducible
 * @param onSuccess alias to set once the gate has passed; null: production for a model that has none, else candidate
 * @param timeout longest time from the start of the work to its end
 * @param calibration what is done to the probabilities after training
 * @param card what only people know of the model
 * @param precision how exactly the finished network is written
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
        GateSpec gate,
        @Nullable String onSuccess,
        String device,
        long seed,
        int threads,
        Duration timeout,
        CalibrationMethod calibration,
        CardSpec card,
        Precision precision) {

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
     * How raw columns, images and texts become tensors.
     *
     * @param usual what is done to a column that has nothing of its own
     * @param columns what is done to others, by their names
     * @param image what is seen of an image; null for a data set without any
     * @param augment what is done to the training images
     * @param text what is seen of a text; null where none is learnt from
     */
    public record Steps(
            @JsonUnwrapped ColumnSteps usual,
            Map<String, ColumnSteps> columns,
            @Nullable ImageInput image,
            List<Augmentation> augment,
            @Nullable TextInput text) {

        public Steps {
            augment = List.copyOf(Objects.requireNonNullElse(augment, List.of()));
            columns = Collections.unmodifiableMap(new TreeMap<>(Objects.requireNonNullElse(columns, Map.of())));
        }

        /** What is done to a column. */
        public ColumnSteps of(String column) {
            return columns.getOrDefault(column, usual);
        }
    }

    /**
     * @param validation share of the rows that early stopping looks at
     * @param test share of the rows that the evaluation looks at
     * @param column of a table, what its rows are grouped by, ordered by or assigned by, as the method needs it
     * @param folds of a cross-validation; null for a single split
     */
    public record Split(Method method, double validation, double test, @Nullable String column, @Nullable Folds folds) {

        /** A single split that goes by no column. */
        public Split(Method method, double validation, double test) {
            this(method, validation, test, null, null);
        }

        /** What decides where a row goes. */
        public enum Method {
            /** Chance, each class (or interval of a quantity) by itself. */
            @JsonProperty("stratified")
            STRATIFIED,
            /** Chance. */
            @JsonProperty("random")
            RANDOM,
            /** Chance, all rows that share a value of the column together. */
            @JsonProperty("group")
            GROUP,
            /** Time: the first rows are learnt from, the last ones are the test. Without a column, the order of rows. */
            @JsonProperty("time")
            TIME,
            /** The words {@code train}, {@code validation} and {@code test} in the column. */
            @JsonProperty("column")
            COLUMN
        }

        /**
         * Which fold of a cross-validation a job is; a job per fold makes all of it.
         *
         * @param count number of folds
         * @param test number of the fold that is the test, from 0; its size takes the place of the test's share
         */
        public record Folds(int count, int test) {}
    }

    /**
     * @param metric a validation metric, {@code validation_loss} for one
     * @param patience epochs without a new best after which training stops; the best epoch's weights are kept either way
     * @param minDelta by how much a new best must be better
     */
    public record EarlyStopping(String metric, int patience, double minDelta) {}

    public TrainSpec {
        Objects.requireNonNull(model);
        checks = Objects.requireNonNullElse(checks, Checks.USUAL);
        gate = Objects.requireNonNullElse(gate, GateSpec.NONE);
        calibration = Objects.requireNonNullElse(calibration, CalibrationMethod.NONE);
        precision = Objects.requireNonNullElse(precision, Precision.FLOAT32);
        card = Objects.requireNonNullElse(card, CardSpec.NONE);
    }
}
