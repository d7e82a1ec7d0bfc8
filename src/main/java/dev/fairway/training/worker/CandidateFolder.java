package dev.fairway.training.worker;

import dev.fairway.registry.Manifest;
import dev.fairway.registry.Network;
import dev.fairway.registry.VersionFolder;
import dev.fairway.training.card.Origin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** The folder in which the version comes to be. What an earlier run of the job left there is thrown away. */
final class CandidateFolder {

    static final String NAME = "candidate";

    private final VersionFolder folder;

    private CandidateFolder(VersionFolder folder) {
        this.folder = folder;
    }

    static CandidateFolder anew(Path jobFolder) {
        Path path = jobFolder.resolve(NAME);
        try {
            if (Files.isDirectory(path)) {
                for (Path left : files(path)) {
                    Files.delete(left);
                }
            }
            Files.createDirectories(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new CandidateFolder(new VersionFolder(path));
    }

    Path model() {
        return folder.model(Network.Format.TORCHSCRIPT);
    }

    void write(String file, Object document) {
        folder.write(file, document);
    }

    void write(Origin origin) {
        origin.write(folder);
    }

    /** Hashes what is there and writes the manifest, which makes the version complete. */
    void seal(Function<Map<String, String>, Manifest> manifest) {
        Map<String, String> hashes = new TreeMap<>();
        try {
            for (Path file : files(folder.path())) {
                hashes.put(file.getFileName().toString(),
                        HexFormat.of().formatHex(Sha256.of(Files.readAllBytes(file))));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        folder.write(VersionFolder.MANIFEST, manifest.apply(hashes));
    }

    private static java.util.List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
