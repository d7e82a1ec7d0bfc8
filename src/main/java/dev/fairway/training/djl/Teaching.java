package dev.fairway.training.djl;

import dev.fairway.training.djl.array.Batch;
import java.util.Map;

/** How a network is moved by a batch; holds what must be remembered from one step to the next. */
interface Teaching {

    /** Moves the weights once; recording must be off. */
    Moved step(Batch batch, double learningRate);

    /**
     * What came of a step.
     *
     * @param loss of the batch, before it
     * @param gradientNorm norm of all gradients together, before clipping
     */
    record Moved(double loss, double gradientNorm) {}

    /** A copy of what it remembers. */
    Map<String, float[]> snapshot();

    /** Puts back what {@link #snapshot} gave after so many steps. */
    void restore(Map<String, float[]> snapshot, long steps);
}
