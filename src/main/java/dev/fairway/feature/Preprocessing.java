package dev.fairway.feature;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.fairway.tensor.DataType;
import dev.fairway.tensor.Tensor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The steps that turn raw rows into the tensors that a model reads, with the figures fitted on its training rows.
 *
 * <p>A model reads at most two tensors: {@value #NUMERIC}, FP32 of shape (rows, numeric steps), and
 * {@value #CATEGORICAL}, INT64 of shape (rows, categorical steps), the columns in the order of the steps. A tensor
 * without columns is left out.
 *
 * @param steps one step per feature
 */
public record Preprocessing(List<Step> steps) {

    public static final String NUMERIC = "numeric";
    public static final String CATEGORICAL = "categorical";

    public Preprocessing {
        steps = List.copyOf(steps);
    }

    /** What is done to one column. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({@JsonSubTypes.Type(value = Standardise.class, name = "standardise"),
            @JsonSubTypes.Type(value = Encode.class, name = "encode")})
    public sealed interface Step {

        /** The raw column that it reads. */
        String column();
    }

    /**
     * Centres a numeric column and scales it to unit variance; a missing value becomes the imputed one first.
     *
     * @param imputed what stands for a missing value, in the column's units
     * @param mean mean of the training rows
     * @param scale standard deviation of the training rows, never zero
     */
    public record Standardise(String column, double imputed, double mean, double scale) implements Step {

        public Standardise {
            if (!(scale > 0)) {
                throw new IllegalArgumentException(
                        "column %s: the scale must be above 0, not %s".formatted(column, scale));
            }
        }

        float apply(double value) {
            return (float) (((Double.isNaN(value) ? imputed : value) - mean) / scale);
        }
    }

    /**
     * Turns words into indices of an embedding: 0 for a missing or unseen word, then the categories from 1 on.
     *
     * @param categories the words that have an index of their own
     */
    public record Encode(String column, List<String> categories) implements Step {

        /** Index of a missing or unseen word. */
        public static final int UNKNOWN = 0;

        public Encode {
            categories = List.copyOf(categories);
        }

        /** Number of different indices, the unknown one included. */
        public int cardinality() {
            return categories.size() + 1;
        }

        private Map<String, Long> indices() {
            Map<String, Long> indices = HashMap.newHashMap(categories.size());
            for (int i = 0; i < categories.size(); i++) {
                indices.put(categories.get(i), i + 1L);
            }
            return indices;
        }
    }

    public List<Standardise> numeric() {
        return steps.stream().filter(Standardise.class::isInstance).map(Standardise.class::cast).toList();
    }

    public List<Encode> categorical() {
        return steps.stream().filter(Encode.class::isInstance).map(Encode.class::cast).toList();
    }

    /** Makes the function that serves requests: indices are looked up in tables that are built once. */
    public Fitted fitted() {
        return new Fitted(numeric(), categorical());
    }

    /** The steps, ready to be applied many times by many threads. */
    public static final class Fitted {

        private final List<Standardise> numeric;
        private final List<Encode> categorical;
        private final List<Map<String, Long>> indices;

        private Fitted(List<Standardise> numeric, List<Encode> categorical) {
            this.numeric = numeric;
            this.categorical = categorical;
            this.indices = categorical.stream().map(Encode::indices).toList();
        }

        /** @throws IllegalArgumentException when a column is absent or of the wrong kind */
        public List<Tensor> apply(Rows rows) {
            List<Tensor> tensors = new ArrayList<>(2);
            if (!numeric.isEmpty()) {
                tensors.add(numericTensor(rows));
            }
            if (!categorical.isEmpty()) {
                tensors.add(categoricalTensor(rows));
            }
            return tensors;
        }

        private Tensor numericTensor(Rows rows) {
            int width = numeric.size();
            ByteBuffer data = Tensor.allocate(rows.count() * width, DataType.FP32);
            for (int c = 0; c < width; c++) {
                Standardise step = numeric.get(c);
                double[] values = rows.numbers(step.column());
                for (int r = 0; r < values.length; r++) {
                    data.putFloat((r * width + c) * Float.BYTES, step.apply(values[r]));
                }
            }
            return new Tensor(NUMERIC, DataType.FP32, List.of(rows.count(), width), data);
        }

        private Tensor categoricalTensor(Rows rows) {
            int width = categorical.size();
            ByteBuffer data = Tensor.allocate(rows.count() * width, DataType.INT64);
            for (int c = 0; c < width; c++) {
                Map<String, Long> index = indices.get(c);
                @Nullable
                String[] words = rows.words(categorical.get(c).column());
                for (int r = 0; r < words.length; r++) {
                    String word = words[r];
                    long code = word == null ? Encode.UNKNOWN : index.getOrDefault(word, (long) Encode.UNKNOWN);
                    data.putLong((r * width + c) * Long.BYTES, code);
                }
            }
            return new Tensor(CATEGORICAL, DataType.INT64, List.of(rows.count(), width), data);
        }
    }
}
