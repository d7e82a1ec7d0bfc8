package dev.fairway.training.worker;

import dev.fairway.dataset.Dataset;
import dev.fairway.registry.VersionFolder;
import dev.fairway.training.TrainSpec;
import dev.fairway.training.WorkOrder;
import dev.fairway.training.WorkerEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The folder of one job, and its worker run within the test's own process. */
final class Workshop {

    private final Path folder;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Workshop(Path folder, TrainSpec spec, Dataset dataset) throws IOException {
        this.folder = Files.createDirectories(folder);
        VersionFolder.JSON.writeValue(folder.resolve(WorkOrder.FILE), new WorkOrder("job-1", spec, dataset));
    }

    /** Does the job from wherever it stands. */
    List<WorkerEvent> run() throws IOException {
        try (PipedOutputStream silence = new PipedOutputStream()) {
            return run(new PipedInputStream(silence));
        }
    }

    List<WorkerEvent> run(InputStream commands) throws IOException {
        out.reset();
        Commands listening = Commands.listen(commands, () -> {});
        Worker.run(folder, listening, new Events(new PrintStream(out, true, StandardCharsets.UTF_8)));
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> VersionFolder.JSON.readValue(line, WorkerEvent.class))
                .toList();
    }

    VersionFolder version() {
        return new VersionFolder(folder.resolve(CandidateFolder.NAME));
    }

    byte[] model() throws IOException {
        return Files.readAllBytes(version().model(dev.fairway.registry.Network.Format.TORCHSCRIPT));
    }

    Path folder() {
        return folder;
    }
}
