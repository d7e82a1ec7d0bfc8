package dev.fairway.feature;

import dev.fairway.tensor.DataType;
import dev.fairway.tensor.Tensor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The steps that turn raw rows into the tensors that a model reads, with the figures fitted on its training rows.
 *
 * <p>A model reads at most two tensors: {@value #NUMERIC}, FP32 of shape (rows, numbers), with the numbers that the steps
 * make, in their order and each step's before the one that tells of its missing value; and {@value #CATEGORICAL}, INT64
 * of shape (rows, steps of embeddings), with their codes. A tensor without columns is left out.
 *
 * @param steps one step per feature
 */
public record Preprocessing(List<Step> steps) {

    public static final String NUMERIC = "numeric";
    public static final String CATEGORICAL = "categorical";

    public Preprocessing {
        steps = List.copyOf(steps);
    }

    /** Numbers of a row: the width of {@value #NUMERIC}. */
    public int numbers() {
        return steps.stream().mapToInt(step -> step.width() + (step.missing() == Step.Missing.TOLD ? 1 : 0)).sum();
    }

    /** The steps whose codes are the columns of {@value #CATEGORICAL}. */
    public List<Step.Encode> categorical() {
        return steps.stream().filter(Step.Encode.class::isInstance).map(Step.Encode.class::cast).toList();
    }

    /** Makes the function that serves requests: what it looks things up in is built once. */
    public Fitted fitted() {
        return new Fitted(this);
    }

    /** The steps, ready to be applied many times by many threads. */
    public static final class Fitted {

        private final List<Step> steps;
        private final List<NumberColumns> numbers;
        private final List<CodeColumn> codes;
        private final int width;

        private Fitted(Preprocessing preprocessing) {
            steps = preprocessing.steps();
            numbers = steps.stream().flatMap(step -> NumberColumns.of(step).stream()).toList();
            codes = preprocessing.categorical().stream().map(CodeColumn::of).toList();
            width = preprocessing.numbers();
        }

        /**
         * @throws IllegalArgumentException when a column is absent or of the wrong kind
         * @throws dev.fairway.contract.Refusal when a value is missing that must not be, or is no moment and should be;
         *     it names the row and the column
         */
        public List<Tensor> apply(Rows rows) {
            List<Tensor> tensors = new ArrayList<>(2);
            if (width > 0) {
                tensors.add(numericTensor(rows));
            }
            if (!codes.isEmpty()) {
                tensors.add(categoricalTensor(rows));
            }
            return tensors;
        }

        private Tensor numericTensor(Rows rows) {
            ByteBuffer data = Tensor.allocate(Math.multiplyExact(rows.count(), width), DataType.FP32);
            int at = 0;
            for (int c = 0; c < numbers.size(); c++) {
                NumberColumns columns = numbers.get(c);
                columns.write(rows, data, at, width);
                at += columns.width();
            }
            return new Tensor(NUMERIC, DataType.FP32, List.of(rows.count(), width), data);
        }

        private Tensor categoricalTensor(Rows rows) {
            int columns = codes.size();
            ByteBuffer data = Tensor.allocate(rows.count() * columns, DataType.INT64);
            for (int c = 0; c < columns; c++) {
                codes.get(c).write(rows, data, c, columns);
            }
            return new Tensor(CATEGORICAL, DataType.INT64, List.of(rows.count(), columns), data);
        }

        /** Rows in which everything is missing that may be. */
        public Rows blank(int rows) {
            Map<String, Column> columns = new LinkedHashMap<>();
            steps.forEach(step -> columns.put(step.column(), blank(step, rows)));
            return new Rows(rows, columns);
        }

        private static Column blank(Step step, int rows) {
            boolean refused = step.missing() == Step.Missing.REFUSED;
            return switch (step) {
                case Step.Scale scale -> {
                    double[] values = new double[rows];
                    Arrays.fill(values, refused ? scale.centre() : Double.NaN);
                    yield new Column.Numbers(values);
                }
                case Step.OfWords _ -> words(rows, refused ? "any" : null);
                case Step.Dates _ -> words(rows, refused ? "2000-01-01" : null);
            };
        }

        private static Column words(int rows, @Nullable String word) {
            @Nullable
            String[] words = new String[rows];
            Arrays.fill(words, word);
            return new Column.Words(words);
        }
    }
}
