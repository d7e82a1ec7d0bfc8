package dev.fairway.registry.intake;

import dev.fairway.registry.Network;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A model as it came, sorted: which file is what, and what is said of it.
 *
 * @param format how the network is written
 * @param files where each file lies now, by the name that it has in a version's folder
 * @param draft what is said of it
 * @param notes what was said too and is not heeded, and why
 */
record Parcel(Network.Format format, Map<String, Path> files, Draft draft, List<String> notes) {

    Parcel {
        files = Map.copyOf(files);
        notes = List.copyOf(notes);
    }
}
