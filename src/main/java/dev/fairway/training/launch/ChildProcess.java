package dev.fairway.training.launch;

import dev.fairway.process.ExitCode;
import dev.fairway.training.Launcher;
import dev.fairway.training.WorkerEvent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker's process: events come from its standard output, a line {@code cancel} goes to its standard input, and what
 * it writes to its standard error is its log. The end of its standard input tells it that the service is gone.
 */
final class ChildProcess implements Launcher.Worker {

    private static final Logger LOG = LoggerFactory.getLogger(ChildProcess.class);
    /** A worker that has said its last word gets so long to leave by itself. */
    private static final Duration FAREWELL = Duration.ofMillis(500);
    private static final int LONGEST_NOISE = 2_000;

    private final Process process;
    private final EventLines lines;
    private final WorkerLog log;
    private final Thread pump;

    ChildProcess(Process process, WorkerLog log) {
        this.process = process;
        this.lines = new EventLines(process.getInputStream());
        this.log = log;
        this.pump = Thread.ofVirtual().name("worker-log-" + process.pid()).start(this::pump);
    }

    @Override
    public @Nullable WorkerEvent next() throws IOException {
        try {
            for (String line = lines.next(); line != null; line = lines.next()) {
                Optional<WorkerEvent> event = EventLines.event(line);
                if (event.isPresent()) {
                    return event.get();
                }
                log.line(line.substring(0, Math.min(line.length(), LONGEST_NOISE)));
            }
        } catch (IOException e) {
            // A process that is ended takes its streams with it, in the middle of a line if need be.
            if (process.isAlive()) {
                throw e;
            }
        }
        return null;
    }

    @Override
    public void cancel() {
        try {
            process.getOutputStream().write("cancel\n".getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            LOG.debug("worker {} had ended before it could be asked to stop", process.pid(), e);
        }
    }

    @Override
    public Launcher.Exit exit() {
        ExitCode code = new ExitCode(process.onExit().join().exitValue());
        return new Launcher.Exit(code.isOutOfMemory(), code.toString());
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(FAREWELL)) {
                process.destroyForcibly();
            }
            process.waitFor(10, TimeUnit.SECONDS);
            pump.join();
            log.close();
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.warn("worker {} was not closed in order", process.pid(), e);
            process.destroyForcibly();
        }
    }

    private void pump() {
        byte[] buffer = new byte[1 << 13];
        try (InputStream errors = process.getErrorStream()) {
            for (int read = errors.read(buffer); read >= 0; read = errors.read(buffer)) {
                log.write(buffer, read);
            }
        } catch (IOException e) {
            LOG.debug("the log of worker {} ended", process.pid(), e);
        }
    }
}
