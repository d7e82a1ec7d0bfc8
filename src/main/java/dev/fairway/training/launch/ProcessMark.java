package dev.fairway.training.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Says in a job's folder which process works there. A service that was killed leaves its worker behind, which ends when
 * it notices; until then it must not write beside its successor.
 */
final class ProcessMark {

    private final Path file;

    ProcessMark(Path folder) {
        this.file = folder.resolve("worker.pid");
    }

    void set(Process process) throws IOException {
        Files.writeString(file, process.pid() + " " + started(process.toHandle()));
    }

    /** Ends the process of the mark, if it still runs. A process that was given the same number later is left alone. */
    void endLeftover() throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        String[] mark = Files.readString(file).split(" ", 2);
        if (mark.length != 2) {
            return;
        }
        ProcessHandle.of(Long.parseLong(mark[0])).filter(p -> started(p).equals(mark[1])).ifPresent(ProcessMark::end);
    }

    private static void end(ProcessHandle process) {
        CompletableFuture<ProcessHandle> gone = process.onExit();
        process.destroyForcibly();
        gone.orTimeout(10, TimeUnit.SECONDS).join();
    }

    private static String started(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).map(String::valueOf).orElse("unknown");
    }
}
