package dev.fairway.training.queue;

import dev.fairway.registry.VersionFolder;
import dev.fairway.training.Checkpoint;
import dev.fairway.training.WorkOrder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The folders in which the workers of train jobs find their orders and leave what they made. */
@Component
class JobFolders {

    private final Path directory;

    JobFolders(TrainingProperties properties) {
        this.directory = properties.directory().toAbsolutePath();
    }

    Path of(String job) {
        return directory.resolve(job);
    }

    /** Writes what the next worker of a job is to do, and gives the job's folder. */
    Path write(WorkOrder order) throws IOException {
        Path folder = Files.createDirectories(of(order.job()));
        VersionFolder.JSON.writeValue(folder.resolve(WorkOrder.FILE), order);
        return folder;
    }

    /** The newest part of what a job's workers wrote beside their events. */
    List<Path> logs(String job) {
        return Stream.of("worker.log.1", "worker.log").map(of(job)::resolve).filter(Files::exists).toList();
    }

    /** The states that a job could go on from, the oldest first. */
    List<Checkpoint> checkpoints(String job) {
        List<Checkpoint> checkpoints = new ArrayList<>();
        try {
            for (Path file : Checkpoint.files(Checkpoint.folder(of(job)))) {
                Checkpoint.of(file).ifPresent(checkpoints::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return checkpoints;
    }
}
