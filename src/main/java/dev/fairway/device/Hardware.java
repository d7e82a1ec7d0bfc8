package dev.fairway.device;

import java.util.List;
import java.util.Optional;

/** What this process sees of the machine. The real one asks CUDA and the kernel; tests simulate hosts. */
public interface Hardware {

    /** The cards that models can run on, in the order of their numbers; asked once, when the service starts. */
    List<Accelerator> accelerators();

    /** The memory of the host or of a card; empty when it does not answer, as a card that was lost. */
    Optional<Memory> memory(Device device);

    /** Gives back to the cards what the engine holds for reuse; runs that are under way may wait for it. */
    void emptyCache();
}
