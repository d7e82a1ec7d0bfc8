package dev.fairway.inference.version;

import dev.fairway.inference.Input;
import dev.fairway.inference.codec.Codec;
import dev.fairway.inference.engine.BrokenModel;
import dev.fairway.inference.engine.LoadedModel;

/**
 * The first runs of a network, on blank rows. They are slow, because the engine compiles for the shapes it sees, and they
 * show whether the network does what its version says; so no caller's request is among them.
 */
record WarmUp(Codec codec) {

    /** @throws BrokenModel when the network does not compute what the version says */
    void run(LoadedModel model, int maxBatch) {
        for (int rows : new int[]{1, maxBatch, 1, maxBatch}) {
            try {
                Input blank = codec.blank(rows);
                codec.decode(blank, model.run(codec.encode(blank)));
            } catch (RuntimeException e) {
                throw new BrokenModel("the network does not compute what its schema says", e);
            }
        }
    }
}
