package dev.fairway.inference.engine;

import dev.fairway.device.Device;
import dev.fairway.registry.Network;
import dev.fairway.registry.VersionFolder;
import dev.fairway.tensor.Signature;
import java.nio.file.Path;
import java.util.Optional;

/** Makes the networks of one format ready to be run. */
public interface Engine {

    Network.Format format();

    /** Whether it can run networks on that device; any engine can on the CPU. */
    default boolean runsOn(Device device) {
        return true;
    }

    /**
     * What a network's file itself tells of its tensors.
     *
     * @param file the network, wherever it lies
     * @return empty where files of this format do not tell
     * @throws BrokenModel when the network cannot be read
     */
    default Optional<Signature> describe(Path file) {
        return Optional.empty();
    }

    /** @throws BrokenModel when the network cannot be read */
    LoadedModel load(VersionFolder folder, Device device);
}
