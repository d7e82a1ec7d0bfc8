package dev.fairway.training.djl.array;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.fairway.training.torchscript.ScriptModule;

/**
 * One array of a network.
 *
 * @param name unique in the network, a Python identifier
 */
public record Weight(String name, Role role, NDArray array) {

    /** What training does to an array. */
    public enum Role {
        /** Learnt and kept small: matrices and embeddings. */
        MATRIX,
        /** Learnt only: biases, and scale and shift of a normalisation, where decay does harm. */
        OFFSET,
        /** Not learnt but averaged in passing: the statistics of a normalisation. */
        STATISTIC
    }

    /**
     * Makes an array that outlives the Java one: DJL's array is a view of the Java buffer, and views of it die with it.
     */
    public static Weight of(NDManager manager, String name, Role role, Shape shape, float[] values) {
        try (NDArray lent = manager.create(values, shape)) {
            NDArray array = lent.duplicate();
            array.attach(manager);
            if (role != Role.STATISTIC) {
                array.setRequiresGradient(true);
            }
            return new Weight(name, role, array);
        }
    }

    public boolean learnt() {
        return role != Role.STATISTIC;
    }

    public boolean decays() {
        return role == Role.MATRIX;
    }

    public float[] values() {
        return values(array);
    }

    public static float[] values(NDArray array) {
        try (NDArray detached = array.stopGradient()) {
            return detached.toFloatArray();
        }
    }

    /** Overwrites the array in place; recording must be off. */
    public void restore(float[] values) {
        restore(array, values);
    }

    public static void restore(NDArray array, float[] values) {
        try (NDArray source = array.getManager().create(values, array.getShape())) {
            source.copyTo(array);
        }
    }

    public ScriptModule.Attribute attribute() {
        return new ScriptModule.Attribute(name, array.getShape().getShape(), values(), learnt());
    }
}
