package dev.fairway.inference.trial;

import dev.fairway.process.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A trial's process, and how long and how large it may get. */
final class TrialProcess {

    private static final Duration LOOK = Duration.ofMillis(100);
    /** A finding is a line of some kilobytes; whatever a network prints beside it is of no interest. */
    private static final int LONGEST = 4 << 20;

    private final Process process;
    private final CompletableFuture<String> said;
    private final CompletableFuture<String> log;

    private TrialProcess(Process process) {
        this.process = process;
        this.said = read(process.getInputStream());
        this.log = read(process.getErrorStream());
    }

    /** What became of it. */
    sealed interface End {

        record Said(String line) implements End {}

        record TimedOut() implements End {}

        /** @param bytes that it had taken when it was ended */
        record TooLarge(long bytes) implements End {}

        record Died(ExitCode code, String log) implements End {}
    }

    static TrialProcess start(List<String> command, Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            return new TrialProcess(process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for its end, or brings it about. */
    End await(Duration timeout, long memory) {
        long end = System.nanoTime() + timeout.toNanos();
        try {
            while (!process.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                long resident = resident();
                if (resident > memory) {
                    return ended(new End.TooLarge(resident));
                }
                if (System.nanoTime() > end) {
                    return ended(new End.TimedOut());
                }
            }
            return end();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ended(new End.TimedOut());
        }
    }

    private End end() {
        String line = said.join().lines().filter(text -> text.startsWith("{")).reduce("", (_, last) -> last);
        ExitCode code = new ExitCode(process.exitValue());
        return code.value() == 0 && !line.isEmpty() ? new End.Said(line) : new End.Died(code, log.join());
    }

    private End ended(End end) {
        process.destroyForcibly();
        process.onExit().join();
        return end;
    }

    /** What it holds in memory, as Linux tells it; 0 where nobody does. */
    private long resident() {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status"))
                    .stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .sum();
        } catch (IOException | UncheckedIOException _) {
            return 0;
        }
    }

    /** Reads to the end, so that the process never waits for a reader, and keeps the beginning. */
    private static CompletableFuture<String> read(InputStream stream) {
        CompletableFuture<String> text = new CompletableFuture<>();
        Thread.ofVirtual().name("trial-output").start(() -> {
            ByteArrayOutputStream kept = new ByteArrayOutputStream();
            byte[] buffer = new byte[1 << 13];
            try (stream) {
                for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                    kept.write(buffer, 0, Math.min(read, Math.max(0, LONGEST - kept.size())));
                }
            } catch (IOException _) {
                // A process that is ended takes its streams with it.
            } finally {
                text.complete(kept.toString(StandardCharsets.UTF_8));
            }
        });
        return text;
    }
}
