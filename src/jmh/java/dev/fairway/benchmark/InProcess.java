package dev.fairway.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Measures on demand what needs no service, in a process of its own with the service's flags: reads lines such as
 * {@code lean mlp 1 2000}, {@code idle mlp 1 2000}, {@code direct mlp 32 2000} or {@code greedy mlp 32 2000} (what, network, callers,
 * milliseconds) and answers each with rows, CPU nanoseconds of the process, and the median nanoseconds of a call.
 */
final class InProcess {

    /** About as long as one caller over HTTP leaves a service alone: the processor sleeps, and its caches serve others. */
    private static final long PAUSE = 100_000;

    private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final Path directory;
    private final Map<BenchmarkNetwork, Libtorch> lean = new EnumMap<>(BenchmarkNetwork.class);
    private final Map<BenchmarkNetwork, Callers> callers = new EnumMap<>(BenchmarkNetwork.class);

    private InProcess(Path directory) {
        this.directory = directory;
    }

    /** @param arguments the directory with the networks */
    static void main(String... arguments) throws Exception {
        InProcess measuring = new InProcess(Path.of(arguments[0]));
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            System.out.println("measured " + measuring.answer(line.split(" ", -1)));
        }
        System.exit(0);
    }

    private String answer(String... words) throws Exception {
        BenchmarkNetwork network = BenchmarkNetwork.valueOf(words[1].toUpperCase(Locale.ROOT));
        int count = Integer.parseInt(words[2]);
        Duration time = Duration.ofMillis(Long.parseLong(words[3]));
        // What is made on the first demand is not what is measured.
        Libtorch alone = lean(network);
        Callers many = words[0].equals("lean") || words[0].equals("idle") ? null : callers(network);
        long cpu = system.getProcessCpuTime();
        long[] calls = many == null ? lean(alone, time, words[0].equals("idle") ? PAUSE : 0) : new long[0];
        long rows = many == null ? calls.length : run(many, words[0], count, time);
        long used = system.getProcessCpuTime() - cpu;
        Arrays.sort(calls);
        return "%d %d %d".formatted(rows, used, calls.length == 0 ? 0 : calls[calls.length / 2]);
    }

    private static long run(Callers many, String how, int count, Duration time) throws InterruptedException {
        return switch (how) {
            case "direct" -> many.direct(count, time);
            case "greedy" -> many.greedy(count, time);
            default -> throw new IllegalArgumentException("lean, idle, direct or greedy, not " + how);
        };
    }

    private static long[] lean(Libtorch network, Duration time, long pause) {
        long[] calls = new long[1 << 20];
        int count = 0;
        long start = System.nanoTime();
        for (long now = start; now - start < time.toNanos() && count < calls.length; count++) {
            if (pause > 0) {
                LockSupport.parkNanos(pause);
            }
            long before = System.nanoTime();
            network.run();
            now = System.nanoTime();
            calls[count] = now - before;
        }
        return Arrays.copyOf(calls, count);
    }

    private Libtorch lean(BenchmarkNetwork network) throws Exception {
        @Nullable
        Libtorch known = lean.get(network);
        if (known == null) {
            known = new Libtorch(directory, network);
            lean.put(network, known);
        }
        return known;
    }

    private Callers callers(BenchmarkNetwork network) throws IOException {
        @Nullable
        Callers known = callers.get(network);
        if (known == null) {
            known = new Callers(directory, network);
            callers.put(network, known);
        }
        return known;
    }
}
