package dev.fairway.training.launch;

import dev.fairway.process.JavaCommand;
import dev.fairway.training.Launcher;
import dev.fairway.training.queue.TrainingProperties;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * Runs each worker as a child process of the service: what native code does to it, its random generators and its memory
 * stay its own.
 */
@Component
@ConditionalOnProperty(name = "fairway.training.launcher", havingValue = "local", matchIfMissing = true)
class ChildProcessLauncher implements Launcher {

    private static final String ROLE = "train-worker";

    private final JavaCommand command;
    private final TrainingProperties properties;

    @Autowired
    ChildProcessLauncher(TrainingProperties properties) {
        this(JavaCommand.ofThisService(ROLE), properties);
    }

    ChildProcessLauncher(JavaCommand command, TrainingProperties properties) {
        this.command = command;
        this.properties = properties;
    }

    @Override
    public Worker launch(Path folder, int threads) throws IOException {
        ProcessMark mark = new ProcessMark(folder);
        mark.endLeftover();
        ProcessBuilder builder = new ProcessBuilder(
                command.line(List.of("-Xmx" + properties.workerHeap().toBytes()), folder));
        builder.environment()
                .putAll(Map.of("OMP_NUM_THREADS", Integer.toString(threads), "OMP_WAIT_POLICY", "PASSIVE",
                        "DJL_OFFLINE", "true", "OPT_OUT_TRACKING", "true"));
        Process process = builder.start();
        mark.set(process);
        return new ChildProcess(process, new WorkerLog(folder, properties.logLimit().toBytes()));
    }
}
