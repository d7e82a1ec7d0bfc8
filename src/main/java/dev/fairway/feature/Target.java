package dev.fairway.feature;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.fairway.tensor.DataType;
import dev.fairway.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The column that a model predicts, and how its raw output becomes a value of that column. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({@JsonSubTypes.Type(value = Target.Classes.class, name = "classes"),
        @JsonSubTypes.Type(value = Target.Quantity.class, name = "quantity"),
        @JsonSubTypes.Type(value = Target.Anomaly.class, name = "anomaly")})
public sealed interface Target {

    String name();

    /** Figures that a model gives per row. */
    int width();

    /** What kind of prediction a value of it is. */
    default Task task() {
        return switch (this) {
            case Classes classes when classes.labels().size() == 2 -> Task.BINARY_CLASSIFICATION;
            case Classes _ -> Task.MULTICLASS_CLASSIFICATION;
            case Quantity _ -> Task.REGRESSION;
            case Anomaly _ -> Task.ANOMALY_DETECTION;
        };
    }

    /**
     * Reads a model's raw output: logits of shape (rows, classes), or standardised estimates of shape (rows, 1).
     *
     * @throws IllegalArgumentException when the output has another type or shape than that
     */
    default Predictions predictions(Tensor output) {
        if (output.type() != DataType.FP32 || !output.shape().equals(List.of(output.rows(), width()))) {
            throw new IllegalArgumentException("a model of %s must give FP32 (rows, %d), not %s %s".formatted(name(),
                    width(), output.type(), output.shape()));
        }
        return read(output.toFloats());
    }

    /** @param outputs a model's figures, row by row; they may be changed */
    Predictions read(float[] outputs);

    /**
     * A class.
     *
     * @param labels the classes in the order of the model's logits, at least two
     * @param temperature what logits are divided by before they become probabilities, so that these are what they say
     *     (Guo et al. 2017, arXiv:1706.04599); null: nothing
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Classes(String name, List<String> labels, @Nullable Double temperature) implements Target {

        public Classes {
            labels = List.copyOf(labels);
            if (temperature != null && !(temperature > 0 && temperature < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("the temperature must be above 0, not " + temperature);
            }
        }

        public Classes(String name, List<String> labels) {
            this(name, labels, null);
        }

        /** The same classes with probabilities of another temperature. */
        public Classes at(double newTemperature) {
            return new Classes(name, labels, newTemperature);
        }

        @Override
        public int width() {
            return labels.size();
        }

        @Override
        public Predictions read(float[] logits) {
            int[] classes = new int[logits.length / width()];
            double scale = temperature == null ? 1 : 1 / temperature;
            for (int r = 0; r < classes.length; r++) {
                classes[r] = softmax(logits, r * width(), scale);
            }
            return new Predictions.Classified(labels, classes, logits);
        }

        /** Turns one row's logits into probabilities in place and gives the index of the greatest. */
        private int softmax(float[] row, int from, double scale) {
            int width = width();
            int best = 0;
            for (int i = 1; i < width; i++) {
                best = row[from + i] > row[from + best] ? i : best;
            }
            double greatest = row[from + best];
            double sum = 0;
            for (int i = 0; i < width; i++) {
                sum += Math.exp((row[from + i] - greatest) * scale);
            }
            for (int i = 0; i < width; i++) {
                row[from + i] = (float) (Math.exp((row[from + i] - greatest) * scale) / sum);
            }
            return best;
        }
    }

    /**
     * Whether a row is unlike the training rows, told by how badly the model says it back.
     *
     * @param threshold score above which a row is an anomaly
     */
    record Anomaly(String name, double threshold) implements Target {

        @Override
        public int width() {
            return 1;
        }

        @Override
        public Predictions read(float[] outputs) {
            double[] scores = new double[outputs.length];
            for (int r = 0; r < scores.length; r++) {
                scores[r] = outputs[r];
            }
            return new Predictions.Scored(scores, threshold);
        }
    }

    /**
     * A quantity, predicted in standard units of the training rows.
     *
     * @param mean what is added after scaling
     * @param scale what the model's output is multiplied with
     */
    record Quantity(String name, double mean, double scale) implements Target {

        @Override
        public int width() {
            return 1;
        }

        @Override
        public Predictions read(float[] estimates) {
            double[] values = new double[estimates.length];
            for (int r = 0; r < values.length; r++) {
                values[r] = mean + scale * estimates[r];
            }
            return new Predictions.Estimated(values);
        }
    }
}
