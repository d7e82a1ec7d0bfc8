package dev.fairway.training.kubernetes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says in a train job's folder which Kubernetes Job works there and how far it was heard, so that a service that comes
 * back goes on where its predecessor stopped listening. A Job without the mark has been heard to its end.
 */
final class JobMark {

    private final Path file;

    JobMark(Path folder) {
        this.file = folder.resolve("worker.job");
    }

    /**
     * @param job name of the Job
     * @param heard when the last line was written that was acted on; null before the first
     */
    record Heard(String job, @Nullable Instant heard) {}

    void set(String job, @Nullable Instant heard) throws IOException {
        Path unfinished = file.resolveSibling("worker.job.unfinished");
        Files.writeString(unfinished, heard == null ? job : job + " " + heard);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    Optional<Heard> read() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String[] words = Files.readString(file).split(" ", 2);
        return Optional.of(new Heard(words[0], words.length == 2 ? Instant.parse(words[1]) : null));
    }

    void remove() throws IOException {
        Files.deleteIfExists(file);
    }
}
