package dev.fairway.training.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.fairway.training.torchscript.ScriptModule;

/**
 * One array of a network.
 *
 * @param name unique in the network, a Python identifier
 */
record Weight(String name, Role role, NDArray array) {

    /** What training does to an array. */
    enum Role {
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
    static Weight of(NDManager manager, String name, Role role, Shape shape, float[] values) {
        try (NDArray lent = manager.create(values, shape)) {
            NDArray array = lent.duplicate();
            array.attach(manager);
            if (role != Role.STATISTIC) {
                array.setRequiresGradient(true);
            }
            return new Weight(name, role, array);
        }
    }

    boolean learnt() {
        return role != Role.STATISTIC;
    }

    boolean decays() {
        return role == Role.MATRIX;
    }

    float[] values() {
        return values(array);
    }

    static float[] values(NDArray array) {
        try (NDArray detached = array.stopGradient()) {
            return detached.toFloatArray();
        }
    }

    /** Overwrites the array in place; recording must be off. */
    void restore(float[] values) {
        restore(array, values);
    }

    static void restore(NDArray array, float[] values) {
        try (NDArray source = array.getManager().create(values, array.getShape())) {
            source.copyTo(array);
        }
    }

    ScriptModule.Attribute attribute() {
        return new ScriptModule.Attribute(name, array.getShape().getShape(), values(), learnt());
    }
}
