package dev.fairway.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A state that a train job can go on from.
 *
 * @param epoch the epoch after which it was written
 * @param size bytes
 */
public record Checkpoint(int epoch, long size, Instant createdAt) {

    private static final String FOLDER = "checkpoints";
    private static final String PREFIX = "epoch-";
    private static final String SUFFIX = ".ckpt";

    /** Where a job keeps its checkpoints, within the job's folder. */
    public static Path folder(Path job) {
        return job.resolve(FOLDER);
    }

    /** The name under which the checkpoint of an epoch lies there. */
    public static String file(int epoch) {
        return "%s%05d%s".formatted(PREFIX, epoch, SUFFIX);
    }

    /** The complete checkpoints of a folder, the oldest first; a worker may be writing there at the same time. */
    public static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX)).sorted(Comparator.naturalOrder()).toList();
        }
    }

    /** What lies in a file; empty when it was replaced by a newer one meanwhile. */
    public static Optional<Checkpoint> of(Path file) throws IOException {
        String name = file.getFileName().toString();
        int epoch = Integer.parseInt(name.substring(PREFIX.length(), name.length() - SUFFIX.length()));
        try {
            return Optional.of(new Checkpoint(epoch, Files.size(file), Files.getLastModifiedTime(file).toInstant()));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }
}
