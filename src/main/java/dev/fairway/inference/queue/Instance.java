package dev.fairway.inference.queue;

import dev.fairway.device.Device;
import dev.fairway.inference.engine.LoadedModel;

/**
 * A network in the memory of one device. Whoever gives it to a queue gives it away: the last worker that runs it closes
 * it.
 *
 * @param workers threads that run it, at least one
 */
public record Instance(Device device, LoadedModel model, int workers) {

    public Instance {
        if (workers < 1) {
            throw new IllegalArgumentException(
                    "an instance on %s without workers would never answer".formatted(device));
        }
    }
}
