package dev.fairway.training.djl.array;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Makes the first values of weights from a generator of our own, so that they depend on the seed and nothing else. */
public final class Weights {

    private final NDManager manager;
    private final SplittableRandom random;

    public Weights(NDManager manager, long seed) {
        this.manager = manager;
        this.random = new SplittableRandom(seed);
    }

    /** Normally distributed around 0. */
    public Weight normal(String name, double deviation, long... shape) {
        Shape extents = new Shape(shape);
        float[] values = new float[Math.toIntExact(extents.size())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (deviation * random.nextGaussian());
        }
        return Weight.of(manager, name, Weight.Role.MATRIX, extents, values);
    }

    /** Evenly distributed from −bound to bound. */
    public Weight uniform(String name, Weight.Role role, double bound, long... shape) {
        Shape extents = new Shape(shape);
        float[] values = new float[Math.toIntExact(extents.size())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (bound * (2 * random.nextDouble() - 1));
        }
        return Weight.of(manager, name, role, extents, values);
    }

    public Weight filled(String name, Weight.Role role, float value, long size) {
        float[] values = new float[Math.toIntExact(size)];
        Arrays.fill(values, value);
        return Weight.of(manager, name, role, new Shape(size), values);
    }
}
