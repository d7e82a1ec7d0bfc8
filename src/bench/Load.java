import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the service costs, against what it cannot cost less than, all measured in the same run: libtorch by itself, a web
 * server that answers without a model, fixed sizes of batches, a service that watches nothing.
 *
 * <p>{@code ./mvnw -P benchmarks package -DskipTests}, then
 * {@code java src/bench/Load.java target/fairway-….jar target/test-classes [seconds of a window] [rounds]}; a JDK 25, Linux
 * and nothing else. Other work on the machine disturbs: so each case is warmed by a number of requests, the windows of all
 * cases take turns, in reversed order every other round, CPU time is the least of a case's windows, rates and times are
 * medians. A case whose halves disagree by more than 15 % is marked as noise, and one answer other than 200 voids it.
 */
class Load {

    static final int PIXELS = 3 * 224 * 224;
    static final List<String> NETWORKS = List.of("mlp", "cnn", "resnet18");
    static final Map<String, int[]> FIXED = Map.of("mlp", new int[]{1, 8, 32}, "cnn", new int[]{1, 8}, "resnet18",
            new int[]{1, 8});

    /** A case's window: CPU in microseconds and time in microseconds per request, requests per second. */
    record Window(double cpu, double perSecond, double p50, double p99, long refusals, double idle) {}

    /** What is measured. */
    interface Measured {

        Window window(Duration time) throws Exception;

        void warmUp() throws Exception;
    }

    final Duration window;
    final int rounds;
    final Path work = Files.createTempDirectory("fairway-load");
    final List<AutoCloseable> open = new ArrayList<>();
    final Map<String, Measured> cases = new LinkedHashMap<>();
    final Map<String, List<Window>> windows = new LinkedHashMap<>();

    Load(Duration window, int rounds) throws IOException {
        this.window = window;
        this.rounds = rounds;
    }

    static void main(String... arguments) throws Exception {
        if (arguments.length < 2) {
            System.err.println("usage: java Load.java <fairway.jar> <target/test-classes> [seconds] [rounds]");
            System.exit(2);
        }
        double seconds = arguments.length > 2 ? Double.parseDouble(arguments[2]) : 1.5;
        int rounds = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 4;
        Load load = new Load(Duration.ofMillis((long) (1000 * seconds)), rounds);
        boolean held;
        try {
            load.prepare(Path.of(arguments[0]), Path.of(arguments[1]));
            load.measure();
            load.printCases();
            held = load.printRatios();
        } finally {
            load.close();
        }
        System.exit(held ? 0 : 1);
    }

    void prepare(Path jar, Path classes) throws Exception {
        Path networks = work.resolve("networks");
        say("writing networks");
        try (LoadProcess writer = LoadProcess.benchmark(jar, classes, work.resolve("writer"), "BenchmarkNetwork", 1,
                networks.toString())) {
            if (writer.process().waitFor() != 0) throw new IllegalStateException("see " + writer.log());
        }
        LoadProcess alone = opened(LoadProcess.benchmark(jar, classes, work.resolve("alone"), "InProcess", 0,
                networks.toString()));
        int port = LoadProcess.freePort();
        LoadProcess trivial = opened(LoadProcess.benchmark(jar, classes, work.resolve("trivial"), "TrivialEndpoint", port,
                Integer.toString(port)));
        say("starting a service that watches its models, and one that does not");
        LoadProcess service = opened(LoadProcess.service(jar, work.resolve("service")));
        LoadProcess unwatched = opened(LoadProcess.service(jar, work.resolve("unwatched"),
                "--fairway.monitoring.enabled=false"));
        say("bringing models");
        for (String model : NETWORKS) {
            bring(service, networks, model, model, "");
            for (int batch : FIXED.get(model)) {
                bring(service, networks, model, model + "-" + batch, ", \"serving\": {\"max_batch\": %d}".formatted(batch));
            }
        }
        bring(unwatched, networks, "mlp", "mlp", "");
        train(service);
        train(unwatched);
        cases(alone, trivial, service, unwatched);
    }

    private void cases(LoadProcess alone, LoadProcess trivial, LoadProcess service, LoadProcess unwatched)
            throws IOException {
        byte[] json = request("/v2/models/mlp/infer", "", json(784));
        byte[] row = request("/v1/models/tabular:predict", "", instance());
        for (String model : NETWORKS) {
            cases.put(model + " libtorch", new InProcess(alone, "lean " + model + " 1"));
            served(model + " binary", service, binary(model, model), model);
            for (int batch : FIXED.get(model)) {
                served(model + " max_batch " + batch, service, binary(model, model + "-" + batch), model);
            }
        }
        cases.put("mlp libtorch, now and then", new InProcess(alone, "idle mlp 1"));
        served("mlp JSON", service, json, "mlp");
        served("trivial JSON", trivial, request("/", "", json(784)), "mlp");
        cases.put("mlp JSON, one caller", new Http(service, json, 1, 3_000));
        cases.put("trivial JSON, one caller", new Http(trivial, request("/", "", json(784)), 1, 3_000));
        served("mlp JSON unwatched", unwatched, json, "mlp");
        served("tabular", service, row, "mlp");
        served("tabular unwatched", unwatched, row, "mlp");
        cases.put("in process, direct", new InProcess(alone, "direct mlp 32"));
        cases.put("in process, greedy", new InProcess(alone, "greedy mlp 32"));
    }

    /** Callers and requests to warm up with are as many as the network's size allows. */
    private void served(String name, LoadProcess server, byte[] request, String model) throws IOException {
        cases.put(name, switch (model) {
            case "mlp" -> new Http(server, request, 32, 20_000);
            case "cnn" -> new Http(server, request, 8, 1_000);
            default -> new Http(server, request, 4, 60);
        });
    }

    private <T extends AutoCloseable> T opened(T resource) {
        open.add(resource);
        return resource;
    }

    static void bring(LoadProcess service, Path networks, String network, String model, String more) throws Exception {
        String shape = network.equals("mlp") ? "[-1, 784]" : "[-1, 3, 224, 224]";
        service.upload("/api/models/" + model + "/versions", "artifact", networks.resolve(network + ".pt"), "manifest",
                "{\"signature\": {\"inputs\": [{\"name\": \"x\", \"datatype\": \"FP32\", \"shape\": %s}]}%s}".formatted(shape,
                        more));
        service.await("/v2/models/" + model + "/ready", Duration.ofMinutes(2));
    }

    /** A model of twenty numbers and ten words, by a train job, so that there is a reference to watch it against. */
    void train(LoadProcess service) throws Exception {
        Random random = new Random(7);
        String rows = IntStream.range(0, 2_000).mapToObj(_ -> {
            double[] numbers = random.doubles(20).toArray();
            String words = random.ints(10, 0, 20).mapToObj(w -> "c" + w).collect(Collectors.joining(","));
            return Arrays.stream(numbers).mapToObj(Double::toString).collect(Collectors.joining(",")) + "," + words + ","
                    + (numbers[0] + numbers[1] > 1 ? "yes" : "no");
        }).collect(Collectors.joining("\n"));
        String header = IntStream.range(0, 30).mapToObj(f -> "f" + f).collect(Collectors.joining(",")) + ",y\n";
        Path file = Files.writeString(work.resolve("tabular.csv"), header + rows + "\n");
        String dataset = LoadProcess.word(service.upload("/api/datasets", "file", file, "spec", "{\"format\": \"csv\"}"), "id");
        String job = LoadProcess.word(service.post("/api/train-jobs", """
                {"model": "tabular", "dataset": {"id": "%s"}, "target": "y", "epochs": 5}""".formatted(dataset)), "id");
        for (String state = ""; !state.equals("succeeded"); state = LoadProcess.word(service.get("/api/train-jobs/" + job), "state")) {
            if (List.of("failed", "cancelled").contains(state)) throw new IllegalStateException("the train job has " + state);
            Thread.sleep(500);
        }
        service.await("/v2/models/tabular/ready", Duration.ofMinutes(1));
    }

    static String instance() {
        Random random = new Random(3);
        return "{\"instances\": [{%s}]}".formatted(IntStream.range(0, 30)
                .mapToObj(f -> "\"f%d\": %s".formatted(f, f < 20 ? random.nextDouble() : "\"c" + random.nextInt(20) + "\""))
                .collect(Collectors.joining(", ")));
    }

    static String json(int floats) {
        Random random = new Random(5);
        return "{\"inputs\":[{\"name\":\"x\",\"shape\":[1,%d],\"datatype\":\"FP32\",\"data\":[%s]}]}".formatted(floats,
                IntStream.range(0, floats).mapToObj(_ -> Float.toString(random.nextFloat())).collect(Collectors.joining(",")));
    }

    static byte[] binary(String network, String model) {
        int floats = network.equals("mlp") ? 784 : PIXELS;
        String shape = network.equals("mlp") ? "[1,784]" : "[1,3,224,224]";
        String head = ("{\"inputs\":[{\"name\":\"x\",\"shape\":%s,\"datatype\":\"FP32\",\"parameters\":{\"binary_data_size\":%d}}],"
                + "\"parameters\":{\"binary_data_output\":true}}").formatted(shape, floats * Float.BYTES);
        ByteBuffer body = ByteBuffer.allocate(head.length() + floats * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        body.put(head.getBytes(StandardCharsets.US_ASCII));
        Random random = new Random(5);
        while (body.hasRemaining()) body.putFloat(random.nextFloat());
        return request("/v2/models/" + model + "/infer",
                "Content-Type: application/octet-stream\r\nInference-Header-Content-Length: " + head.length() + "\r\n",
                body.array());
    }

    static byte[] request(String path, String headers, String json) {
        return request(path, headers + "Content-Type: application/json\r\n", json.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] request(String path, String headers, byte[] body) {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes("POST %s HTTP/1.1\r\nHost: localhost\r\n%sContent-Length: %d\r\n\r\n".formatted(path, headers,
                body.length).getBytes(StandardCharsets.US_ASCII));
        request.writeBytes(body);
        return request.toByteArray();
    }

    void measure() throws Exception {
        for (var each : cases.entrySet()) {
            say("warming up: " + each.getKey());
            each.getValue().warmUp();
        }
        List<String> order = new ArrayList<>(cases.keySet());
        for (int round = 1; round <= rounds; round++) {
            say("round %d of %d".formatted(round, rounds));
            for (String name : order) {
                windows.computeIfAbsent(name, _ -> new ArrayList<>()).add(cases.get(name).window(window));
            }
            Collections.reverse(order);
        }
    }

    void printCases() {
        System.out.printf(Locale.ROOT, "%n%-26s %12s %12s %10s %10s %8s %6s%n", "case", "CPU µs/req", "requests/s", "p50 µs",
                "p99 µs", "not 200", "idle");
        cases.keySet().forEach(name -> {
            List<Window> all = windows.get(name);
            System.out.printf(Locale.ROOT, "%-26s %12.1f %12.0f %10.0f %10.0f %8d %5.0f%%%s%n", name, cpu(name),
                    median(name, Window::perSecond), median(name, Window::p50), median(name, Window::p99),
                    all.stream().mapToLong(Window::refusals).sum(), 100 * median(name, Window::idle),
                    isNoisy(all) ? "  NOISE" : "");
        });
    }

    /** Gives whether every ratio is as it should be. */
    boolean printRatios() {
        System.out.printf("%n%-58s %8s %8s%n", "ratio", "at least", "is");
        boolean held = ratio("libtorch ÷ service, CPU, MLP JSON", 0.45, cpu("mlp libtorch") / cpu("mlp JSON"));
        held &= ratio("libtorch ÷ service, CPU, MLP binary", 0.70, cpu("mlp libtorch") / cpu("mlp binary"));
        held &= ratio("libtorch ÷ service, CPU, CNN binary", 0.80, cpu("cnn libtorch") / cpu("cnn binary"));
        held &= ratio("libtorch ÷ service, CPU, ResNet-18 binary", 0.97, cpu("resnet18 libtorch") / cpu("resnet18 binary"));
        held &= ratio("trivial endpoint ÷ service, CPU, MLP JSON", 0.60, cpu("trivial JSON") / cpu("mlp JSON"));
        held &= ratio("direct ÷ greedy batching in process, CPU, 32 callers", 2.7,
                cpu("in process, direct") / cpu("in process, greedy"));
        for (String model : NETWORKS) {
            double best = Arrays.stream(FIXED.get(model))
                    .mapToDouble(batch -> rate(model + " max_batch " + batch))
                    .max()
                    .orElseThrow();
            held &= ratio("calibrated ÷ best fixed max_batch, requests/s, " + model, 0.95, rate(model + " binary") / best);
        }
        held &= ratio("watched ÷ unwatched, requests/s, tabular", 0.97, rate("tabular") / rate("tabular unwatched"));
        held &= ratio("watched ÷ unwatched, requests/s, MLP JSON", 0.97, rate("mlp JSON") / rate("mlp JSON unwatched"));
        double parts = median("mlp libtorch, now and then", Window::p50) + median("trivial JSON, one caller", Window::p50);
        return held & ratio("(direct call + trivial endpoint) ÷ service, idle p50", 1 / 1.3,
                parts / median("mlp JSON, one caller", Window::p50));
    }

    boolean ratio(String name, double least, double is) {
        System.out.printf(Locale.ROOT, "%-58s %8.2f %8.2f%s%n", name, least, is, is >= least ? "" : "  MISSED");
        return is >= least;
    }

    double cpu(String name) {
        return windows.get(name).stream().mapToDouble(Window::cpu).min().orElseThrow();
    }

    double rate(String name) {
        return median(name, Window::perSecond);
    }

    double median(String name, java.util.function.ToDoubleFunction<Window> figure) {
        double[] sorted = windows.get(name).stream().mapToDouble(figure).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    static boolean isNoisy(List<Window> all) {
        if (all.size() < 2) return true;
        double first = all.subList(0, all.size() / 2).stream().mapToDouble(Window::cpu).min().orElseThrow();
        double second = all.subList(all.size() / 2, all.size()).stream().mapToDouble(Window::cpu).min().orElseThrow();
        return Math.max(first, second) > 1.15 * Math.min(first, second)
                || all.stream().anyMatch(w -> w.refusals > 0);
    }

    void close() throws Exception {
        for (AutoCloseable resource : open.reversed()) resource.close();
        try (Stream<Path> files = Files.walk(work)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        }
    }

    static void say(String what) {
        System.err.println(what);
    }

    /** Requests to a server over connections of its own. */
    final class Http implements Measured {

        private final LoadProcess server;
        private final LoadClient client;
        private final long warmUp;

        Http(LoadProcess server, byte[] request, int connections, long warmUp) throws IOException {
            this.server = server;
            this.client = opened(new LoadClient(server.port(), request, connections));
            this.warmUp = warmUp;
        }

        @Override
        public void warmUp() throws Exception {
            LoadClient.Sent sent = client.send(Duration.ofMinutes(1), warmUp);
            if (sent.refusals() > 0) throw new IllegalStateException(client.refusal());
        }

        @Override
        public Window window(Duration time) throws Exception {
            long[] machine = machine();
            long cpu = server.cpu();
            LoadClient.Sent sent = client.send(time, Long.MAX_VALUE / 2);
            return new Window((server.cpu() - cpu) / (double) sent.answers(), sent.perSecond(), sent.quantile(0.5),
                    sent.quantile(0.99), sent.refusals(), idle(machine, machine()));
        }
    }

    /** Calls within a process that measures itself. */
    record InProcess(LoadProcess process, String command) implements Measured {

        @Override
        public void warmUp() throws Exception {
            process.ask(command + " " + 3_000);
        }

        @Override
        public Window window(Duration time) throws Exception {
            long[] machine = machine();
            long[] measured = process.ask(command + " " + time.toMillis());
            return new Window(measured[1] / 1e3 / measured[0], measured[0] / (time.toMillis() / 1e3), measured[2] / 1e3,
                    Double.NaN, 0, idle(machine, machine()));
        }
    }

    /** Idle and all time of the machine's processors since they started. */
    static long[] machine() throws IOException {
        String[] fields = Files.readAllLines(Path.of("/proc/stat")).getFirst().split(" +");
        long all = Arrays.stream(fields).skip(1).limit(8).mapToLong(Long::parseLong).sum();
        return new long[]{Long.parseLong(fields[4]), all};
    }

    static double idle(long[] before, long[] after) {
        return (after[0] - before[0]) / (double) Math.max(1, after[1] - before[1]);
    }
}
