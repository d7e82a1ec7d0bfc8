package dev.fairway.training.prepare;

import dev.fairway.feature.Preprocessing;
import dev.fairway.feature.Rows;
import dev.fairway.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows as a network reads them. The arrays are not copied.
 *
 * @param rows number of rows
 * @param inputs what the network reads, in the order in which it does
 * @param targets what is to come out of each row: the index of its class, or the quantity in standard units; 0 where
 *     nothing is asked for, as when a network is to give back what it reads
 * @param weights how much each row counts in the loss
 */
public record Samples(int rows, List<Input> inputs, float[] targets, float[] weights) {

    /** @throws IllegalArgumentException when an array does not hold as many rows as there are */
    public Samples {
        inputs = List.copyOf(inputs);
        if (targets.length != rows || weights.length != rows) {
            throw new IllegalArgumentException("%d rows need a target and a weight each, not %d and %d".formatted(rows,
                    targets.length, weights.length));
        }
        for (Input input : inputs) {
            if (input.length() != (long) rows * input.width()) {
                throw new IllegalArgumentException("input %s of %d elements is not %d rows of %d"
                        .formatted(input.name(), input.length(), rows, input.width()));
            }
        }
    }

    /** Applies fitted steps to raw rows of a table, just as serving does. */
    public static Samples of(Preprocessing.Fitted steps, Rows features, float[] targets, float[] weights) {
        return new Samples(features.count(), steps.apply(features).stream().map(Samples::input).toList(), targets,
                weights);
    }

    private static Input input(Tensor tensor) {
        List<Integer> shape = tensor.shape().subList(1, tensor.shape().size());
        return tensor.name().equals(Preprocessing.NUMERIC) ? new Input.Floats(tensor.name(), shape, tensor.toFloats())
                : new Input.Longs(tensor.name(), shape, tensor.toLongs());
    }

    /** The rows of the given numbers, in their order. */
    public Samples select(int[] chosen) {
        float[] chosenTargets = new float[chosen.length];
        float[] chosenWeights = new float[chosen.length];
        for (int i = 0; i < chosen.length; i++) {
            chosenTargets[i] = targets[chosen[i]];
            chosenWeights[i] = weights[chosen[i]];
        }
        return new Samples(chosen.length, inputs.stream().map(input -> input.select(chosen)).toList(), chosenTargets,
                chosenWeights);
    }

    /** The rows of a range. */
    public Samples range(int from, int to) {
        return select(IntStream.range(from, to).toArray());
    }
}
