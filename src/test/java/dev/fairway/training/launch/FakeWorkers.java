package dev.fairway.training.launch;

import dev.fairway.process.JavaCommand;
import dev.fairway.training.Launcher;
import dev.fairway.training.queue.TrainingProperties;
import java.util.List;

/** Launches {@link FakeWorker}s as real child processes. */
public final class FakeWorkers {

    private FakeWorkers() {}

    public static Launcher launcher(TrainingProperties properties) {
        return new ChildProcessLauncher(
                new JavaCommand(System.getProperty("java.class.path"), List.of(FakeWorker.class.getName())),
                properties);
    }
}
