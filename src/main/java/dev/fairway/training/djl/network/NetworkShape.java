package dev.fairway.training.djl.network;

import dev.fairway.training.spec.Architecture;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * All that a network is built from.
 *
 * @param architecture what was asked for
 * @param extents of the rows that it reads
 * @param outputs number of classes, or 1 for a quantity
 * @param base the TorchScript file that learns on; null for an architecture that begins afresh
 */
public record NetworkShape(Architecture architecture, Extents extents, int outputs, @Nullable Path base) {

    /** Of a network that begins afresh. */
    public NetworkShape(Architecture architecture, Extents extents, int outputs) {
        this(architecture, extents, outputs, null);
    }
}
