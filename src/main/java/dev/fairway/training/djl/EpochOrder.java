package dev.fairway.training.djl;

import dev.fairway.feature.Preprocessing;
import dev.fairway.training.examples.Shuffle;
import dev.fairway.training.prepare.Samples;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The training rows as one epoch sees them: in a random order, and here and there with a category hidden, so that the
 * embedding of the unknown one learns what to say of a row when a word is missing or new.
 */
record EpochOrder(Samples samples, SplittableRandom random) {

    /** Share of the categories that are hidden in an epoch. */
    private static final double HIDDEN = 0.01;

    Samples shuffled() {
        int[] order = Shuffle.of(IntStream.range(0, samples.rows()).toArray(), random);
        int numericWidth = samples.numericWidth();
        int categoricalWidth = samples.categoricalWidth();
        float[] numeric = new float[samples.numeric().length];
        long[] categorical = new long[samples.categorical().length];
        float[] targets = new float[order.length];
        float[] weights = new float[order.length];
        for (int i = 0; i < order.length; i++) {
            System.arraycopy(samples.numeric(), order[i] * numericWidth, numeric, i * numericWidth, numericWidth);
            System.arraycopy(samples.categorical(), order[i] * categoricalWidth, categorical, i * categoricalWidth,
                    categoricalWidth);
            targets[i] = samples.targets()[order[i]];
            weights[i] = samples.weights()[order[i]];
        }
        hide(categorical);
        return new Samples(order.length, numeric, categorical, targets, weights);
    }

    private void hide(long[] categorical) {
        for (int i = 0; i < categorical.length; i++) {
            if (random.nextDouble() < HIDDEN) {
                categorical[i] = Preprocessing.Encode.UNKNOWN;
            }
        }
    }
}
