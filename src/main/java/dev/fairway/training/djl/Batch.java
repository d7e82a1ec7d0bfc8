package dev.fairway.training.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import dev.fairway.training.prepare.Samples;
import org.jspecify.annotations.Nullable;

/**
 * Rows as native arrays, and the manager that owns them and everything computed from them.
 *
 * @param numeric FP32 of shape (rows, numeric columns); null without any
 * @param categorical INT64 of shape (rows, categorical columns); null without any
 * @param targets of shape (rows, 1)
 * @param weights of shape (rows, 1)
 */
record Batch(
        NDManager manager,
        @Nullable NDArray numeric,
        @Nullable NDArray categorical,
        NDArray targets,
        NDArray weights) implements AutoCloseable {

    static Batch of(NDManager parent, Samples samples) {
        NDManager manager = parent.newSubManager();
        Shape column = new Shape(samples.rows(), 1);
        return new Batch(manager,
                samples.numericWidth() == 0 ? null
                        : own(manager.create(samples.numeric(), new Shape(samples.rows(), samples.numericWidth()))),
                samples.categoricalWidth() == 0 ? null
                        : own(manager.create(samples.categorical(),
                                new Shape(samples.rows(), samples.categoricalWidth()))),
                own(manager.create(samples.targets(), column)), own(manager.create(samples.weights(), column)));
    }

    /** An array made from a Java one is a view of Java memory; its slices would outlive it. */
    private static NDArray own(NDArray lent) {
        try (lent) {
            return lent.duplicate();
        }
    }

    /** The rows of a range, on a manager of their own: close it, and whatever was computed from them is gone. */
    Batch slice(int from, int to) {
        NDManager own = manager.newSubManager();
        NDIndex range = new NDIndex().addSliceDim(from, to);
        return new Batch(own, sliced(numeric, range, own), sliced(categorical, range, own), take(targets, range, own),
                take(weights, range, own));
    }

    private static @Nullable NDArray sliced(@Nullable NDArray array, NDIndex range, NDManager own) {
        return array == null ? null : take(array, range, own);
    }

    private static NDArray take(NDArray array, NDIndex range, NDManager own) {
        NDArray slice = array.get(range);
        slice.attach(own);
        return slice;
    }

    int rows() {
        return (int) targets.size(0);
    }

    @Override
    public void close() {
        manager.close();
    }
}
