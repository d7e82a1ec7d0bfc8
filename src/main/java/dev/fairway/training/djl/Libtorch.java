package dev.fairway.training.djl;

import ai.djl.engine.Engine;

/** The native engine of this process. */
public final class Libtorch {

    private Libtorch() {}

    /**
     * Starts the engine. Its operations then use that many threads for the life of the process, so only the first call
     * decides; sums come out in another order with another number, and a run is no longer the same to the bit.
     */
    public static void start(int threads) {
        System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(threads));
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
        engine();
    }

    /** Name and version, for the record of what a run can be repeated with. */
    public static String name() {
        return "PyTorch " + engine().getVersion();
    }

    static Engine engine() {
        return Engine.getEngine("PyTorch");
    }
}
