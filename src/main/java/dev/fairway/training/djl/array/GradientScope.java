package dev.fairway.training.djl.array;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/**
 * Records operations of this thread for a backward pass while it is open. DJL's {@code GradientCollector} does the same
 * but allows one per process, and leaves recording on where a second one is refused.
 */
public final class GradientScope implements AutoCloseable {

    private final boolean before = JniUtils.isGradMode();

    private GradientScope(boolean recording) {
        JniUtils.setGradMode(recording);
    }

    public static GradientScope recording() {
        return new GradientScope(true);
    }

    public static GradientScope off() {
        return new GradientScope(false);
    }

    public void backward(NDArray loss) {
        try (NDArray one = loss.getManager().ones(loss.getShape())) {
            JniUtils.backward((PtNDArray) loss, (PtNDArray) one, false, false);
        }
    }

    @Override
    public void close() {
        JniUtils.setGradMode(before);
    }
}
