package dev.fairway.training.queue;

import dev.fairway.dataset.Dataset;
import dev.fairway.registry.VersionFolder;
import dev.fairway.training.Checkpoint;
import dev.fairway.training.TrainJob;
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

    /** Writes what the next worker of a job is to do; it is the same for all of them. */
    Path write(TrainJob job, Dataset dataset) throws IOException {
        Path folder = Files.createDirectories(of(job.id()));
        Path order = folder.resolve(WorkOrder.FILE);
        VersionFolder.JSON.writeValue(order, new WorkOrder(job.id(), job.spec(), dataset));
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
