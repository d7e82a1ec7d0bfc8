package dev.fairway.inference.serving;

import dev.fairway.feature.Predictions.Classified;
import dev.fairway.feature.Predictions.Estimated;
import dev.fairway.feature.Predictions.Scored;
import dev.fairway.inference.Output;
import dev.fairway.tensor.DataType;
import dev.fairway.tensor.Tensor;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How far what a shadow said is from what the caller got.
 *
 * <p>Classes agree when every row has the same label; the size is the mean absolute difference of the probability of
 * the caller's label. Quantities agree when every row differs by no more than the tolerance in units of their spread;
 * the size is the mean of that. Tensors of fractions agree when no element differs by more than the tolerance times
 * the tensor's greatest number, or one where that is smaller; the size is the greatest absolute difference. Tensors
 * of anything else have to be the same.
 *
 * @param agrees whether both said the same
 * @param size 0 or more; 1 where the two cannot be told in numbers
 */
record Difference(boolean agrees, double size) {

    /** The two do not speak of the same. */
    private static final Difference INCOMPARABLE = new Difference(false, 1);
    private static final Difference NONE = new Difference(true, 0);

    /**
     * @param tolerance difference up to which numbers agree
     * @param unit spread of the quantity that is estimated
     */
    static Difference between(Output given, Output seen, double tolerance, double unit) {
        if (given instanceof Output.Predicted(var predicted) && seen instanceof Output.Predicted(var other)
                && predicted.rows() == other.rows()) {
            if (predicted instanceof Classified classes && other instanceof Classified others) {
                return between(classes, others);
            }
            if (predicted instanceof Estimated(double[] values) && other instanceof Estimated(double[] others)) {
                return between(values, others, tolerance, unit);
            }
            if (predicted instanceof Scored scores && other instanceof Scored others) {
                return between(scores, others, tolerance);
            }
        }
        return given instanceof Output.Tensors(var tensors) && seen instanceof Output.Tensors(var others)
                ? between(tensors, others, tolerance)
                : INCOMPARABLE;
    }

    /** Anomalies agree when every row is one for both or for neither; the size is in units of the threshold. */
    private static Difference between(Scored given, Scored seen, double tolerance) {
        boolean agrees = IntStream.range(0, given.rows()).allMatch(row -> given.isAnomaly(row) == seen.isAnomaly(row));
        double unit = Math.max(given.threshold(), Double.MIN_NORMAL);
        return new Difference(agrees, between(given.scores(), seen.scores(), tolerance, unit).size);
    }

    private static Difference between(Classified given, Classified seen) {
        boolean agrees = true;
        double sum = 0;
        for (int row = 0; row < given.rows(); row++) {
            agrees &= given.label(row).equals(seen.label(row));
            int label = seen.labels().indexOf(given.label(row));
            double probability = label < 0 ? 0 : seen.probability(row, label);
            sum += Math.abs(given.probability(row, given.classes()[row]) - probability);
        }
        return new Difference(agrees, sum / Math.max(1, given.rows()));
    }

    private static Difference between(double[] given, double[] seen, double tolerance, double unit) {
        double[] sizes = IntStream.range(0, given.length)
                .mapToDouble(row -> Math.abs(given[row] - seen[row]) / unit)
                .toArray();
        return new Difference(IntStream.range(0, sizes.length).allMatch(row -> sizes[row] <= tolerance),
                IntStream.range(0, sizes.length).mapToDouble(row -> sizes[row]).average().orElse(0));
    }

    private static Difference between(List<Tensor> given, List<Tensor> seen, double tolerance) {
        Difference greatest = NONE;
        for (Tensor tensor : given) {
            Difference difference = seen.stream()
                    .filter(other -> other.name().equals(tensor.name()))
                    .findFirst()
                    .map(other -> between(tensor, other, tolerance))
                    .orElse(INCOMPARABLE);
            greatest = new Difference(greatest.agrees && difference.agrees, Math.max(greatest.size, difference.size));
        }
        return greatest;
    }

    private static Difference between(Tensor given, Tensor seen, double tolerance) {
        if (given.type() != seen.type() || !given.shape().equals(seen.shape())) {
            return INCOMPARABLE;
        }
        return switch (given.type()) {
            case FP16, BF16, FP32, FP64 -> between(given.elements(), numbers(given), numbers(seen), tolerance);
            case BOOL, UINT8, UINT16, UINT32, UINT64, INT8, INT16, INT32, INT64, BYTES ->
                given.data().equals(seen.data()) ? NONE : INCOMPARABLE;
        };
    }

    private static Difference between(
            int elements,
            IntToDoubleFunction given,
            IntToDoubleFunction seen,
            double tolerance) {
        double size = 0;
        double greatest = 1;
        for (int i = 0; i < elements; i++) {
            double one = given.applyAsDouble(i);
            double other = seen.applyAsDouble(i);
            if (Double.compare(one, other) != 0) {
                size = Math.max(size, Math.abs(one - other));
            }
            greatest = Double.isFinite(one) ? Math.max(greatest, Math.abs(one)) : greatest;
        }
        return Double.isFinite(size) ? new Difference(size <= tolerance * greatest, size) : INCOMPARABLE;
    }

    private static IntToDoubleFunction numbers(Tensor tensor) {
        ByteBuffer data = tensor.data();
        DataType type = tensor.type();
        return switch (type) {
            case FP16 -> i -> Float.float16ToFloat(data.getShort(i * type.size()));
            case BF16 -> i -> Float.intBitsToFloat(data.getShort(i * type.size()) << 16);
            case FP64 -> i -> data.getDouble(i * type.size());
            default -> i -> data.getFloat(i * type.size());
        };
    }
}
