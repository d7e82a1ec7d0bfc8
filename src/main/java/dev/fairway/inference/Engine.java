package dev.fairway.inference;

import dev.fairway.device.Device;
import dev.fairway.registry.VersionFolder;

/** Makes a version's network ready to be run. */
public interface Engine {

    /** @throws BrokenModel when the network cannot be read */
    LoadedModel load(VersionFolder folder, Device device);
}
