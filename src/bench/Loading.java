import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What loading does to those who do not wait for it: the p99 of a small model while a large one is loaded and unloaded over
 * and over, against its p99 when nothing is loaded, in windows that take turns; and the resident memory after 20 and after
 * 200 cycles of load, predict and unload.
 *
 * <p>{@code ./mvnw -P benchmarks package -DskipTests}, then
 * {@code java src/bench/Loading.java target/fairway-….jar target/test-classes}; a JDK 25, Linux and nothing else.
 */
class Loading {

    private static final String LARGE = "/v2/repository/models/large/";

    static void main(String... arguments) throws Exception {
        Path work = Files.createTempDirectory("fairway-loading");
        Path networks = work.resolve("networks");
        try (LoadProcess writer = LoadProcess.benchmark(Path.of(arguments[0]), Path.of(arguments[1]), work.resolve("writer"),
                "BenchmarkNetwork", 1, networks.toString())) {
            if (writer.process().waitFor() != 0) throw new IllegalStateException("see " + writer.log());
        }
        try (LoadProcess service = LoadProcess.service(Path.of(arguments[0]), work.resolve("service"))) {
            Load.bring(service, networks, "mlp", "small", "");
            Load.bring(service, networks, "resnet18", "large", "");
            service.post(LARGE + "unload", "{}");
            latency(service);
            memory(service);
        }
    }

    private static void latency(LoadProcess service) throws Exception {
        byte[] request = Load.request("/v2/models/small/infer", "", Load.json(784));
        try (LoadClient callers = new LoadClient(service.port(), request, 4)) {
            callers.send(Duration.ofMinutes(1), 20_000);
            List<Double> quiet = new ArrayList<>();
            List<Double> loading = new ArrayList<>();
            int loads = 0;
            for (int round = 0; round < 8; round++) {
                quiet.add(callers.send(Duration.ofSeconds(2), Long.MAX_VALUE / 2).quantile(0.99));
                Cycles cycles = new Cycles(service);
                loading.add(callers.send(Duration.ofSeconds(2), Long.MAX_VALUE / 2).quantile(0.99));
                loads += cycles.end();
            }
            System.out.printf(Locale.ROOT, "p99 of the small model, 4 callers, median of 8 windows: %.0f µs alone, %.0f µs during "
                    + "%d loads of the large one, ratio %.2f%n", median(quiet), median(loading), loads,
                    median(loading) / median(quiet));
        }
    }

    /** Loads and unloads the large model until it is told to end. */
    private static final class Cycles {

        private final AtomicBoolean ended = new AtomicBoolean();
        private final Thread thread;
        private volatile int count;

        Cycles(LoadProcess service) {
            thread = Thread.startVirtualThread(() -> {
                while (!ended.get()) {
                    try {
                        service.post(LARGE + "load", "{}");
                        service.post(LARGE + "unload", "{}");
                        count++;
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                }
            });
        }

        int end() throws InterruptedException {
            ended.set(true);
            thread.join();
            return count;
        }
    }

    private static void memory(LoadProcess service) throws Exception {
        byte[] request = Load.binary("resnet18", "large");
        long first = 0;
        for (int cycle = 1; cycle <= 200; cycle++) {
            service.post(LARGE + "load", "{}");
            try (LoadClient caller = new LoadClient(service.port(), request, 1)) {
                if (caller.send(Duration.ofMinutes(1), 1).refusals() > 0) throw new IllegalStateException(caller.refusal());
            }
            service.post(LARGE + "unload", "{}");
            first = cycle == 20 ? resident(service) : first;
        }
        long last = resident(service);
        System.out.printf(Locale.ROOT, "resident memory after 20 cycles %d MiB, after 200 %d MiB, ratio %.3f%n", first, last,
                last / (double) first);
    }

    private static long resident(LoadProcess service) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(service.process().pid()), "status"))
                .stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .sum();
    }

    private static double median(List<Double> figures) {
        List<Double> sorted = figures.stream().sorted().toList();
        return (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
    }
}
