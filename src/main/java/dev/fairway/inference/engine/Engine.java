package dev.fairway.inference.engine;

import dev.fairway.device.Device;
import dev.fairway.registry.Network;
import dev.fairway.registry.VersionFolder;

/** Makes the networks of one format ready to be run. */
public interface Engine {

    Network.Format format();

    /** @throws BrokenModel when the network cannot be read */
    LoadedModel load(VersionFolder folder, Device device);
}
