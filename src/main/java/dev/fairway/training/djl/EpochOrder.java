package dev.fairway.training.djl;

import dev.fairway.training.examples.Shuffle;
import dev.fairway.training.prepare.Samples;
import dev.fairway.training.prepare.Variation;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** The training rows as one epoch sees them: in a random order, batch by batch, augmented. */
final class EpochOrder {

    private final Samples samples;
    private final Variation variation;
    private final SplittableRandom random;
    private final int[] order;

    EpochOrder(Samples samples, Variation variation, SplittableRandom random) {
        this.samples = samples;
        this.variation = variation;
        this.random = random;
        this.order = Shuffle.of(IntStream.range(0, samples.rows()).toArray(), random);
    }

    /** The rows from one place of the order to another; to be asked for in that order, because it draws numbers. */
    Samples batch(int from, int to) {
        Samples batch = samples.select(Arrays.copyOfRange(order, from, to));
        return new Samples(batch.rows(), batch.inputs().stream().map(input -> variation.apply(input, random)).toList(),
                batch.targets(), batch.weights());
    }
}
